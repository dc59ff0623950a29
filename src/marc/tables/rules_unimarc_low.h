/* Subfields of the fields of UNIMARC and RUSMARC in blocks 0 to 3: a part of rules_unimarc.c. */
static const struct marc_sub_rule f010[] = {
	ONE('a', N_("ISBN")),        MANY('b', N_("Qualification")), ONE('d', N_("Price or terms")),
	MANY('z', N_("Wrong ISBN")), ONE('9', N_("Print run")),      END
};

static const struct marc_sub_rule f011[] = { ONE('a', N_("ISSN")),
					     ONE('b', N_("Qualification")),
					     MANY('d', N_("Price or terms")),
					     ONE('f', N_("Linking ISSN")),
					     MANY('y', N_("Cancelled ISSN")),
					     MANY('z', N_("Wrong ISSN")),
					     END };

static const struct marc_sub_rule f012[] = { NEEDED_ONE('a', N_("Number")),
					     NEEDED_ONE('2', N_("Source of the term")),
					     ONE('5', N_("Other data")), ONE('9', N_("Print run")),
					     END };

static const struct marc_sub_rule f013[] = {
	ONE('a', N_("Number")),         ONE('b', N_("Qualification")),
	ONE('d', N_("Price or terms")), MANY('z', N_("Cancelled or wrong number")),
	MANY('9', N_("Print run")),     END
};

static const struct marc_sub_rule f014[] = { ONE('a', N_("Number")),
					     MANY('z', N_("Cancelled or wrong number")),
					     NEEDED_ONE('2', N_("Source of the term")), END };

static const struct marc_sub_rule f017[] = { ONE('a', N_("Number")),
					     ONE('b', N_("Qualification")),
					     ONE('d', N_("Price or terms")),
					     MANY('z', N_("Cancelled or wrong number")),
					     ONE('2', N_("Source of the term")),
					     MANY('9', N_("Print run")),
					     END };

static const struct marc_sub_rule f020[] = { NEEDED_ONE_OF('a', N_("Country code"), "countries"),
					     NEEDED_ONE('b', N_("Number")),
					     MANY('z', N_("Cancelled or wrong number")), END };

static const struct marc_sub_rule f022[] = { ONE('a', N_("Number")), ONE('b', N_("Qualification")),
					     MANY('z', N_("Cancelled or wrong number")), END };

static const struct marc_sub_rule f029[] = {
	ONE('a', N_("Number")),         MANY('b', N_("Qualification")), ONE('c', N_("Other data")),
	ONE('d', N_("Price or terms")), ONE('f', N_("Other data")),     END
};

static const struct marc_sub_rule f033[] = { NEEDED_ONE('a', N_("Number")),
					     MANY('z', N_("Cancelled or wrong number")), END };

static const struct marc_sub_rule f036[] = {
	NEEDED_ONE('a', N_("Number")),      NEEDED_ONE('b', N_("Qualification")),
	NEEDED_ONE('c', N_("Other data")),  ONE('d', N_("Price or terms")),
	ONE('e', N_("Other data")),         MANY('f', N_("Other data")),
	ONE('g', N_("Other data")),         ONE('m', N_("Other data")),
	ONE('n', N_("Other data")),         ONE('o', N_("Other data")),
	ONE('p', N_("Other data")),         MANY('q', N_("Other data")),
	ONE('r', N_("Other data")),         MANY('t', N_("Other data")),
	MANY('u', N_("Other data")),        MANY('z', N_("Cancelled or wrong number")),
	ONE('2', N_("Source of the term")), END
};

static const struct marc_sub_rule f039[] = { NEEDED_ONE('a', N_("Number")),
					     NEEDED_ONE('b', N_("Qualification")),
					     NEEDED_ONE('c', N_("Other data")), END };

static const struct marc_sub_rule f071[] = { NEEDED_ONE('a', N_("Number")),
					     ONE('b', N_("Qualification")),
					     ONE('c', N_("Other data")),
					     ONE('d', N_("Price or terms")),
					     MANY('z', N_("Cancelled or wrong number")),
					     END };

static const struct marc_sub_rule f073[] = { ONE('a', N_("Number")),
					     ONE('b', N_("Qualification")),
					     ONE('c', N_("Other data")),
					     ONE('d', N_("Price or terms")),
					     MANY('z', N_("Cancelled or wrong number")),
					     MANY('9', N_("Print run")),
					     END };

static const struct marc_sub_rule f079[] = { NEEDED_ONE('a', N_("Number")),
					     ONE('b', N_("Qualification")),
					     ONE('d', N_("Price or terms")),
					     MANY('z', N_("Cancelled or wrong number")), END };

static const struct marc_sub_rule f100[] = { NEEDED_ONE('a', N_("Coded data")), END };

static const struct marc_sub_rule f101[] = {
	MANY_OF('a', N_("Language of the text"), "languages"),
	MANY_OF('b', N_("Language translated from"), "languages"),
	MANY_OF('c', N_("Language of the original"), "languages"),
	MANY_OF('d', N_("Language of the summary"), "languages"),
	MANY_OF('e', N_("Language of the table of contents"), "languages"),
	MANY_OF('f', N_("Language of the title page"), "languages"),
	ONE_OF('g', N_("Language of the title"), "languages"),
	MANY_OF('h', N_("Language of the libretto"), "languages"),
	MANY_OF('i', N_("Language of accompanying material"), "languages"),
	MANY_OF('j', N_("Language of subtitles"), "languages"),
	END
};

static const struct marc_sub_rule f102[] = { MANY_OF('a', N_("Country code"), "countries"),
					     MANY('b', N_("Code of the place")),
					     MANY('c', N_("Code of the region (ISO)")), END };

static const struct marc_sub_rule f115[] = { ONE('a', N_("Coded data")), ONE('b', N_("Other data")),
					     END };

static const struct marc_sub_rule f116[] = { ONE('a', N_("Coded data")), END };

static const struct marc_sub_rule f122[] = { MANY('a', N_("Coded data")), END };

static const struct marc_sub_rule f123[] = {
	NEEDED_ONE('a', N_("Coded data")), MANY('b', N_("Other data")),
	MANY('c', N_("Other data")),       ONE('d', N_("Other data")),
	ONE('e', N_("Other data")),        ONE('f', N_("Other data")),
	ONE('g', N_("Other data")),        MANY('h', N_("Other data")),
	ONE('i', N_("Other data")),        ONE('j', N_("Other data")),
	ONE('k', N_("Other data")),        ONE('m', N_("Other data")),
	ONE('n', N_("Other data")),        ONE('o', N_("Other data")),
	ONE('p', N_("Other data")),        END
};

static const struct marc_sub_rule f124[] = {
	ONE('a', N_("Coded data")),  MANY('b', N_("Other data")),
	MANY('c', N_("Other data")), MANY('d', N_("Other data")),
	MANY('e', N_("Other data")), MANY('f', N_("Other data")),
	MANY('g', N_("Other data")), END
};

static const struct marc_sub_rule f125[] = { ONE('a', N_("Coded data")), ONE('b', N_("Other data")),
					     ONE('c', N_("Other data")), END };

static const struct marc_sub_rule f126[] = { NEEDED_MANY('a', N_("Coded data")),
					     NEEDED_ONE('b', N_("Other data")), END };

static const struct marc_sub_rule f128[] = { MANY('a', N_("Coded data")),
					     MANY('b', N_("Other data")),
					     MANY('c', N_("Other data")),
					     ONE('d', N_("Other data")), END };

static const struct marc_sub_rule f131[] = { MANY('a', N_("Coded data")),
					     MANY('b', N_("Other data")),
					     MANY('c', N_("Other data")),
					     MANY('d', N_("Other data")),
					     MANY('e', N_("Other data")),
					     MANY('f', N_("Other data")),
					     MANY('g', N_("Other data")),
					     MANY('h', N_("Other data")),
					     MANY('i', N_("Other data")),
					     MANY('j', N_("Other data")),
					     MANY('k', N_("Other data")),
					     MANY('l', N_("Other data")),
					     END };

static const struct marc_sub_rule f139[] = { NEEDED_ONE('a', N_("Coded data")),
					     MANY('x', N_("Other data")), END };

static const struct marc_sub_rule f141[] = {
	ONE('a', N_("Coded data")),        ONE('b', N_("Other data")), ONE('c', N_("Other data")),
	ONE('d', N_("Other data")),        ONE('e', N_("Other data")), ONE('f', N_("Other data")),
	NEEDED_ONE('5', N_("Other data")), ONE('9', N_("Other data")), END
};

static const struct marc_sub_rule f145[] = { ONE('a', N_("Coded data")),
					     MANY('b', N_("Other data")),
					     MANY('c', N_("Other data")),
					     MANY('d', N_("Other data")),
					     MANY('e', N_("Other data")),
					     MANY('f', N_("Other data")),
					     END };

static const struct marc_sub_rule f146[] = {
	ONE('a', N_("Coded data")),  MANY('b', N_("Other data")), MANY('c', N_("Other data")),
	MANY('d', N_("Other data")), MANY('e', N_("Other data")), MANY('f', N_("Other data")),
	MANY('h', N_("Other data")), MANY('i', N_("Other data")), END
};

static const struct marc_sub_rule f181[] = { MANY('a', N_("Code")), MANY('b', N_("Code")),
					     MANY('c', N_("Code")), ONE('2', N_("Source")), END };

static const struct marc_sub_rule f182[] = { MANY('a', N_("Code")), MANY('c', N_("Code")),
					     ONE('2', N_("Source")), END };

static const struct marc_sub_rule f183[] = { NEEDED_MANY('a', N_("Coded data")),
					     NEEDED_ONE('2', N_("Other data")),
					     MANY('6', N_("Other data")),
					     MANY('8', N_("Other data")), END };

static const struct marc_sub_rule f200[] = { NEEDED_MANY('a', N_("Title")),
					     MANY('b', N_("Medium")),
					     MANY('c', N_("Title by another author")),
					     MANY('d', N_("Parallel title")),
					     MANY('e', N_("Other title information")),
					     MANY('f', N_("Responsibility")),
					     MANY('g', N_("Further responsibility")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     ONE('v', N_("Volume or number")),
					     MANY_OF('z', N_("Language of the parallel title"),
						     "languages"),
					     END };

static const struct marc_sub_rule f203[] = { NEEDED_MANY('a', N_("Other data")),
					     MANY('b', N_("Other data")),
					     NEEDED_ONE('c', N_("Other data")), END };

static const struct marc_sub_rule f205[] = { NEEDED_ONE('a', N_("Edition")),
					     MANY('b', N_("Further edition statement")),
					     MANY('d', N_("Parallel edition statement")),
					     MANY('f', N_("Responsibility for the edition")),
					     MANY('g', N_("Further responsibility")),
					     END };

static const struct marc_sub_rule f206[] = { ONE('a', N_("Other data")),
					     MANY('b', N_("Other data")),
					     ONE('c', N_("Other data")),
					     ONE('d', N_("Other data")),
					     ONE('e', N_("Other data")),
					     ONE('f', N_("Other data")),
					     END };

static const struct marc_sub_rule f207[] = { NEEDED_MANY('a', N_("Numbering of a serial")),
					     MANY('z', N_("Source")), END };

static const struct marc_sub_rule f208[] = { NEEDED_ONE('a', N_("Other data")),
					     MANY('d', N_("Other data")), END };

static const struct marc_sub_rule f210[] = { MANY('a', N_("Place of publication")),
					     MANY('b', N_("Address")),
					     MANY('c', N_("Publisher")),
					     MANY('d', N_("Date")),
					     MANY('e', N_("Place of printing")),
					     MANY('g', N_("Printer")),
					     MANY('h', N_("Date of printing")),
					     END };

static const struct marc_sub_rule f211[] = { NEEDED_ONE('a', N_("Other data")), END };

static const struct marc_sub_rule f215[] = { MANY('a', N_("Extent")), ONE('c', N_("Illustrations")),
					     MANY('d', N_("Size")),
					     MANY('e', N_("Accompanying material")), END };

static const struct marc_sub_rule f225[] = { NEEDED_ONE('a', N_("Series")),
					     MANY('d', N_("Parallel title")),
					     MANY('e', N_("Other title information")),
					     MANY('f', N_("Responsibility")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     MANY('v', N_("Volume or number")),
					     MANY('x', N_("ISSN")),
					     MANY_OF('z', N_("Language of the parallel title"),
						     "languages"),
					     END };

static const struct marc_sub_rule f229[] = { NEEDED_MANY('a', N_("Other data")), END };

static const struct marc_sub_rule f251[] = { MANY('a', N_("Other data")),
					     MANY('b', N_("Other data")),
					     ONE('c', N_("Other data")), END };

static const struct marc_sub_rule f283[] = { NEEDED_MANY('a', N_("Other data")),
					     NEEDED_ONE('2', N_("Other data")),
					     MANY('6', N_("Other data")),
					     MANY('8', N_("Other data")), END };

static const struct marc_sub_rule f300[] = { NEEDED_ONE('a', N_("Note")), END };

static const struct marc_sub_rule f316[] = {
	NEEDED_MANY('a', N_("Note")),      MANY('u', N_("Other data")),
	NEEDED_ONE('5', N_("Other data")), MANY('6', N_("Other data")),
	ONE('9', N_("Other data")),        END
};

static const struct marc_sub_rule f317[] = { NEEDED_ONE('a', N_("Note")),
					     MANY('u', N_("Other data")),
					     NEEDED_ONE('5', N_("Other data")),
					     MANY('6', N_("Other data")),
					     ONE('8', N_("Other data")),
					     ONE('9', N_("Other data")),
					     END };

static const struct marc_sub_rule f318[] = { NEEDED_ONE('a', N_("Note")),
					     MANY('b', N_("Other data")),
					     MANY('c', N_("Other data")),
					     MANY('d', N_("Other data")),
					     MANY('e', N_("Other data")),
					     MANY('f', N_("Other data")),
					     MANY('h', N_("Other data")),
					     MANY('i', N_("Other data")),
					     MANY('j', N_("Other data")),
					     MANY('k', N_("Other data")),
					     MANY('l', N_("Other data")),
					     MANY('n', N_("Other data")),
					     MANY('o', N_("Other data")),
					     MANY('p', N_("Other data")),
					     MANY('r', N_("Other data")),
					     MANY('u', N_("Other data")),
					     ONE('5', N_("Other data")),
					     ONE('9', N_("Other data")),
					     END };

static const struct marc_sub_rule f321[] = {
	NEEDED_ONE('a', N_("Note")), ONE('b', N_("Other data")),
	ONE('c', N_("Other data")),  ONE('u', N_("Other data")),
	ONE('x', N_("Other data")),  ONE('5', N_("Other data")),
	MANY('6', N_("Other data")), END
};

static const struct marc_sub_rule f325[] = { ONE('a', N_("Note")),
					     ONE('b', N_("Other data")),
					     MANY('c', N_("Other data")),
					     MANY('d', N_("Other data")),
					     ONE('e', N_("Other data")),
					     ONE('f', N_("Other data")),
					     ONE('g', N_("Other data")),
					     ONE('h', N_("Other data")),
					     ONE('i', N_("Other data")),
					     MANY('j', N_("Other data")),
					     MANY('n', N_("Other data")),
					     ONE('u', N_("Other data")),
					     ONE('v', N_("Other data")),
					     ONE('x', N_("Other data")),
					     MANY('y', N_("Other data")),
					     ONE('z', N_("Other data")),
					     ONE('5', N_("Other data")),
					     MANY('6', N_("Other data")),
					     END };

static const struct marc_sub_rule f326[] = { NEEDED_ONE('a', N_("Note")),
					     ONE('b', N_("Other data")), END };

static const struct marc_sub_rule f327[] = { NEEDED_MANY('a', N_("Contents")), END };

static const struct marc_sub_rule f328[] = { ONE('a', N_("Note")),
					     ONE('b', N_("Degree")),
					     ONE('c', N_("Institution")),
					     ONE('d', N_("Date")),
					     ONE('e', N_("University")),
					     ONE('t', N_("Title")),
					     END };

static const struct marc_sub_rule f330[] = { NEEDED_ONE('a', N_("Summary")), END };

static const struct marc_sub_rule f334[] = {
	ONE('a', N_("Note")),       ONE('b', N_("Other data")),  ONE('c', N_("Other data")),
	ONE('d', N_("Other data")), MANY('u', N_("Other data")), END
};

static const struct marc_sub_rule f335[] = { ONE('a', N_("Note")),
					     ONE('b', N_("Other data")),
					     MANY('c', N_("Other data")),
					     MANY('g', N_("Other data")),
					     MANY('u', N_("Other data")),
					     ONE('8', N_("Other data")),
					     END };

static const struct marc_sub_rule f336[] = { ONE('a', N_("Note")), END };

static const struct marc_sub_rule f338[] = {
	ONE('a', N_("Note")),        MANY('b', N_("Other data")),
	MANY('c', N_("Other data")), ONE('d', N_("Other data")),
	MANY('e', N_("Other data")), ONE('f', N_("Other data")),
	ONE('g', N_("Other data")),  END
};

static const struct marc_sub_rule f345[] = {
	MANY('a', N_("Note")),       MANY('b', N_("Other data")),
	MANY('c', N_("Other data")), MANY('d', N_("Other data")),
	MANY('u', N_("Other data")), ONE('5', N_("Other data")),
	ONE('9', N_("Other data")),  END
};

static const struct marc_sub_rule f371[] = {
	NEEDED_ONE('a', N_("Note")), ONE('b', N_("Other data")), ONE('c', N_("Other data")),
	ONE('d', N_("Other data")),  ONE('8', N_("Other data")), END
};
