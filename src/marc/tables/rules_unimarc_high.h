/* Subfields of the fields of UNIMARC and RUSMARC in blocks 4 to 9: a part of rules_unimarc.c. */
static const struct marc_sub_rule f423[] = { MANY('1', N_("Embedded field")),
					     ONE('a', N_("Author")),
					     ONE('t', N_("Title")),
					     ONE('v', N_("Volume or number")),
					     ONE('x', N_("ISSN")),
					     ONE('y', N_("ISBN")),
					     ONE('d', N_("Date")),
					     ONE('h', N_("Number of the part")),
					     ONE('i', N_("Name of the part")),
					     ONE('c', N_("Place of publication")),
					     ONE('e', N_("Edition")),
					     ONE('u', N_("Address on the web")),
					     ONE('0', N_("Number of the linked record")),
					     END };

static const struct marc_sub_rule f500[] = { NEEDED_ONE('a', N_("Title")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     ONE('k', N_("Date")),
					     ONE('m', N_("Language of the text")),
					     ONE('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f501[] = { NEEDED_ONE('a', N_("Title")),
					     MANY('b', N_("Other data")),
					     ONE('e', N_("Other title information")),
					     MANY('j', N_("Other data")),
					     ONE('k', N_("Other data")),
					     ONE('m', N_("Other data")),
					     MANY('r', N_("Other data")),
					     MANY('s', N_("Other data")),
					     ONE('u', N_("Other data")),
					     ONE('w', N_("Other data")),
					     MANY('x', N_("Other data")),
					     MANY('y', N_("Other data")),
					     MANY('z', N_("Other data")),
					     ONE('2', N_("Other data")),
					     ONE('3', N_("Other data")),
					     END };

static const struct marc_sub_rule f503[] = { NEEDED_ONE('a', N_("Title")),
					     ONE('b', N_("Other data")),
					     MANY('d', N_("Other data")),
					     ONE('e', N_("Other title information")),
					     ONE('f', N_("Other data")),
					     ONE('h', N_("Number of the part")),
					     ONE('i', N_("Name of the part")),
					     MANY('j', N_("Other data")),
					     ONE('k', N_("Other data")),
					     ONE('l', N_("Other data")),
					     ONE('m', N_("Other data")),
					     ONE('n', N_("Other data")),
					     END };

static const struct marc_sub_rule f506[] = { NEEDED_ONE('a', N_("Title")),
					     ONE('c', N_("Other data")),
					     ONE('d', N_("Other data")),
					     ONE('e', N_("Other title information")),
					     ONE('f', N_("Other data")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     MANY('k', N_("Other data")),
					     MANY('r', N_("Other data")),
					     MANY('s', N_("Other data")),
					     ONE('u', N_("Other data")),
					     ONE('3', N_("Other data")),
					     END };

static const struct marc_sub_rule f507[] = { NEEDED_ONE('a', N_("Title")),
					     ONE('c', N_("Other data")),
					     ONE('d', N_("Other data")),
					     ONE('e', N_("Other title information")),
					     ONE('f', N_("Other data")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     MANY('k', N_("Other data")),
					     MANY('r', N_("Other data")),
					     MANY('s', N_("Other data")),
					     ONE('u', N_("Other data")),
					     ONE('l', N_("Other data")),
					     ONE('m', N_("Other data")),
					     ONE('n', N_("Other data")),
					     ONE('o', N_("Other data")),
					     MANY('v', N_("Other data")),
					     MANY('w', N_("Other data")),
					     ONE('3', N_("Other data")),
					     END };

static const struct marc_sub_rule f509[] = { NEEDED_MANY('a', N_("Title")),
					     MANY('b', N_("Other data")),
					     MANY('c', N_("Other data")),
					     MANY('e', N_("Other title information")),
					     MANY('f', N_("Other data")),
					     ONE('g', N_("Other data")),
					     MANY('h', N_("Number of the part")),
					     ONE('l', N_("Other data")),
					     ONE('n', N_("Other data")),
					     ONE('3', N_("Other data")),
					     END };

static const struct marc_sub_rule f510[] = { NEEDED_ONE('a', N_("Title")),
					     MANY('e', N_("Other title information")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     ONE_OF('z', N_("Language of the parallel title"),
						    "languages"),
					     END };

static const struct marc_sub_rule f511[] = {
	NEEDED_ONE('a', N_("Title")),        MANY('e', N_("Other title information")),
	MANY('h', N_("Number of the part")), MANY('i', N_("Name of the part")),
	ONE('j', N_("Other data")),          ONE('n', N_("Other data")),
	ONE('z', N_("Other data")),          END
};

static const struct marc_sub_rule f515[] = {
	NEEDED_ONE('a', N_("Title")),        MANY('e', N_("Other title information")),
	MANY('h', N_("Number of the part")), MANY('i', N_("Name of the part")),
	MANY('j', N_("Other data")),         ONE('n', N_("Other data")),
	ONE('z', N_("Other data")),          END
};

static const struct marc_sub_rule f517[] = { NEEDED_ONE('a', N_("Title")),
					     MANY('e', N_("Other title information")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     ONE_OF('z', N_("Language of the title"), "languages"),
					     END };

static const struct marc_sub_rule f520[] = { NEEDED_ONE('a', N_("Title")),
					     MANY('e', N_("Other title information")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     ONE('j', N_("Other data")),
					     ONE('n', N_("Other data")),
					     ONE('x', N_("Other data")),
					     ONE('z', N_("Other data")),
					     END };

static const struct marc_sub_rule f530[] = {
	NEEDED_ONE('a', N_("Title")), ONE('b', N_("Other data")), ONE('j', N_("Other data")),
	ONE('v', N_("Other data")),   ONE('z', N_("Other data")), END
};

static const struct marc_sub_rule f531[] = { NEEDED_ONE('a', N_("Title")),
					     ONE('b', N_("Other data")), ONE('v', N_("Other data")),
					     ONE('z', N_("Other data")), END };

static const struct marc_sub_rule f532[] = { NEEDED_ONE('a', N_("Title")),
					     ONE('z', N_("Other data")), ONE('2', N_("Other data")),
					     END };

static const struct marc_sub_rule f540[] = {
	NEEDED_ONE('a', N_("Title")),       MANY('e', N_("Other title information")),
	ONE('h', N_("Number of the part")), ONE('i', N_("Name of the part")),
	ONE('z', N_("Other data")),         END
};

static const struct marc_sub_rule f560[] = { NEEDED_ONE('a', N_("Title")),
					     MANY('e', N_("Other title information")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     ONE('j', N_("Other data")),
					     ONE('n', N_("Other data")),
					     ONE('z', N_("Other data")),
					     NEEDED_ONE('5', N_("Other data")),
					     END };

static const struct marc_sub_rule f576[] = { NEEDED_MANY('1', N_("Other data")), END };

static const struct marc_sub_rule f600[] = { NEEDED_ONE('a', N_("Surname")),
					     ONE('b', N_("Initials")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Roman numeral")),
					     ONE('f', N_("Dates of life")),
					     ONE('g', N_("Forenames in full")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f601[] = { NEEDED_ONE('a', N_("Name of the body")),
					     MANY('b', N_("Subordinate unit")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Number of the part")),
					     ONE('e', N_("Place of the meeting")),
					     ONE('f', N_("Date of the meeting")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f602[] = { NEEDED_ONE('a', N_("Topic")),
					     ONE('c', N_("Other data")),
					     MANY('d', N_("Other data")),
					     ONE('f', N_("Other data")),
					     MANY('o', N_("Other data")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     NEEDED_ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     ONE('5', N_("Other data")),
					     END };

static const struct marc_sub_rule f605[] = { NEEDED_ONE('a', N_("Topic")),
					     MANY('h', N_("Other data")),
					     MANY('i', N_("Other data")),
					     MANY('j', N_("Form subdivision")),
					     ONE('k', N_("Other data")),
					     ONE('l', N_("Other data")),
					     ONE('m', N_("Other data")),
					     MANY('n', N_("Other data")),
					     ONE('q', N_("Other data")),
					     MANY('r', N_("Other data")),
					     MANY('s', N_("Other data")),
					     ONE('u', N_("Other data")),
					     ONE('w', N_("Other data")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     NEEDED_ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     ONE('5', N_("Other data")),
					     END };

static const struct marc_sub_rule f606[] = { NEEDED_ONE('a', N_("Topic")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f607[] = { NEEDED_ONE('a', N_("Geographic name")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f608[] = { NEEDED_ONE('a', N_("Term")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     ONE('2', N_("Source of the term")),
					     ONE('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f610[] = { NEEDED_MANY('a', N_("Keyword")), END };

static const struct marc_sub_rule f615[] = { ONE('a', N_("Topic")),
					     MANY('m', N_("Other data")),
					     MANY('n', N_("Other data")),
					     MANY('x', N_("Topical subdivision")),
					     NEEDED_ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f616[] = { NEEDED_ONE('a', N_("Topic")),
					     MANY('c', N_("Other data")),
					     ONE('f', N_("Other data")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     NEEDED_ONE('2', N_("Source of the term")),
					     ONE('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f617[] = { MANY('a', N_("Topic")),
					     ONE('b', N_("Other data")),
					     MANY('c', N_("Other data")),
					     ONE('d', N_("Other data")),
					     MANY('e', N_("Other data")),
					     MANY('f', N_("Other data")),
					     ONE('g', N_("Other data")),
					     ONE('h', N_("Other data")),
					     ONE('i', N_("Other data")),
					     MANY('k', N_("Other data")),
					     MANY('m', N_("Other data")),
					     MANY('n', N_("Other data")),
					     MANY('o', N_("Other data")),
					     ONE('2', N_("Source of the term")),
					     ONE('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f620[] = { ONE('a', N_("Topic")),
					     ONE('b', N_("Other data")),
					     MANY('c', N_("Other data")),
					     ONE('d', N_("Other data")),
					     MANY('e', N_("Other data")),
					     MANY('f', N_("Other data")),
					     ONE('g', N_("Other data")),
					     ONE('h', N_("Other data")),
					     ONE('i', N_("Other data")),
					     MANY('k', N_("Other data")),
					     MANY('m', N_("Other data")),
					     MANY('n', N_("Other data")),
					     MANY('o', N_("Other data")),
					     ONE('2', N_("Source of the term")),
					     ONE('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f621[] = { ONE('a', N_("Topic")),
					     ONE('b', N_("Other data")),
					     MANY('c', N_("Other data")),
					     ONE('d', N_("Other data")),
					     MANY('e', N_("Other data")),
					     ONE('f', N_("Other data")),
					     ONE('g', N_("Other data")),
					     ONE('h', N_("Other data")),
					     ONE('i', N_("Other data")),
					     MANY('k', N_("Other data")),
					     MANY('m', N_("Other data")),
					     MANY('n', N_("Other data")),
					     MANY('o', N_("Other data")),
					     ONE('2', N_("Source of the term")),
					     ONE('3', N_("Number of the authority record")),
					     ONE('5', N_("Other data")),
					     MANY('6', N_("Other data")),
					     END };

static const struct marc_sub_rule f623[] = {
	NEEDED_ONE('a', N_("Topic")), ONE('b', N_("Other data")),
	MANY('c', N_("Other data")),  MANY('3', N_("Number of the authority record")),
	MANY('6', N_("Other data")),  END
};

static const struct marc_sub_rule f631[] = {
	NEEDED_ONE('a', N_("Topic")),       ONE('b', N_("Other data")),
	MANY('j', N_("Form subdivision")),  MANY('x', N_("Topical subdivision")),
	MANY('y', N_("Place subdivision")), MANY('z', N_("Time subdivision")),
	ONE('2', N_("Source of the term")), MANY('3', N_("Number of the authority record")),
	ONE('8', N_("Other data")),         END
};

static const struct marc_sub_rule f632[] = { NEEDED_ONE('a', N_("Topic")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     ONE('8', N_("Other data")),
					     END };

static const struct marc_sub_rule f660[] = { NEEDED_ONE('a', N_("Topic")), END };

static const struct marc_sub_rule f675[] = { NEEDED_ONE('a', N_("Class")),
					     ONE('v', N_("Edition of the tables")),
					     ONE_OF('z', N_("Language of the tables"), "languages"),
					     END };

static const struct marc_sub_rule f679[] = { NEEDED_ONE('a', N_("Topic")),
					     ONE('v', N_("Other data")),
					     NEEDED_ONE('2', N_("Source of the term")),
					     ONE('3', N_("Number of the authority record")), END };

static const struct marc_sub_rule f680[] = { NEEDED_ONE('a', N_("Topic")),
					     ONE('b', N_("Other data")),
					     ONE('3', N_("Number of the authority record")), END };

static const struct marc_sub_rule f686[] = { NEEDED_MANY('a', N_("Class")),
					     MANY('b', N_("Book number")),
					     MANY('c', N_("Subdivision of the class")),
					     ONE('v', N_("Edition of the tables")),
					     NEEDED_ONE('2', N_("Source of the term")),
					     END };

static const struct marc_sub_rule f700[] = { NEEDED_ONE('a', N_("Surname")),
					     ONE('b', N_("Initials")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Roman numeral")),
					     ONE('f', N_("Dates of life")),
					     ONE('g', N_("Forenames in full")),
					     ONE('p', N_("Affiliation")),
					     MANY('3', N_("Number of the authority record")),
					     MANY_OF('4', N_("Role as a code"), "relators"),
					     END };

static const struct marc_sub_rule f703[] = { NEEDED_ONE('a', N_("Name")),
					     ONE('b', N_("Initials")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Roman numeral")),
					     ONE('f', N_("Dates of life")),
					     ONE('g', N_("Forenames in full")),
					     MANY('o', N_("Other data")),
					     ONE('p', N_("Affiliation")),
					     MANY('3', N_("Number of the authority record")),
					     MANY('4', N_("Role as a code")),
					     MANY('9', N_("Other data")),
					     ONE('5', N_("Other data")),
					     END };

static const struct marc_sub_rule f710[] = { NEEDED_ONE('a', N_("Name of the body")),
					     MANY('b', N_("Subordinate unit")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Number of the part")),
					     ONE('e', N_("Place of the meeting")),
					     ONE('f', N_("Date of the meeting")),
					     ONE('p', N_("Affiliation")),
					     MANY('3', N_("Number of the authority record")),
					     MANY_OF('4', N_("Role as a code"), "relators"),
					     END };

static const struct marc_sub_rule f713[] = { NEEDED_ONE('a', N_("Name")),
					     MANY('b', N_("Initials")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Roman numeral")),
					     ONE('e', N_("Other data")),
					     ONE('f', N_("Dates of life")),
					     ONE('g', N_("Forenames in full")),
					     ONE('h', N_("Other data")),
					     MANY('o', N_("Other data")),
					     ONE('p', N_("Affiliation")),
					     ONE('3', N_("Number of the authority record")),
					     MANY('4', N_("Role as a code")),
					     ONE('5', N_("Other data")),
					     END };

static const struct marc_sub_rule f716[] = { NEEDED_ONE('a', N_("Name")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('f', N_("Dates of life")),
					     ONE('3', N_("Number of the authority record")), END };

static const struct marc_sub_rule f720[] = { NEEDED_ONE('a', N_("Name")),
					     ONE('c', N_("Titles and other words with the name")),
					     MANY('d', N_("Roman numeral")),
					     ONE('f', N_("Dates of life")),
					     MANY('o', N_("Other data")),
					     ONE('3', N_("Number of the authority record")),
					     MANY('4', N_("Role as a code")),
					     ONE('8', N_("Other data")),
					     END };

static const struct marc_sub_rule f721[] = {
	NEEDED_ONE('a', N_("Name")),     ONE('c', N_("Titles and other words with the name")),
	MANY('d', N_("Roman numeral")),  ONE('f', N_("Dates of life")),
	MANY('o', N_("Other data")),     ONE('3', N_("Number of the authority record")),
	MANY('4', N_("Role as a code")), END
};

static const struct marc_sub_rule f722[] = {
	NEEDED_ONE('a', N_("Name")),     ONE('c', N_("Titles and other words with the name")),
	MANY('d', N_("Roman numeral")),  ONE('f', N_("Dates of life")),
	MANY('o', N_("Other data")),     ONE('3', N_("Number of the authority record")),
	MANY('4', N_("Role as a code")), MANY('r', N_("Other data")),
	ONE('5', N_("Other data")),      END
};

static const struct marc_sub_rule f723[] = { NEEDED_ONE('a', N_("Name")),
					     ONE('c', N_("Titles and other words with the name")),
					     MANY('d', N_("Roman numeral")),
					     ONE('f', N_("Dates of life")),
					     MANY('o', N_("Other data")),
					     ONE('3', N_("Number of the authority record")),
					     MANY('4', N_("Role as a code")),
					     ONE('5', N_("Other data")),
					     END };

static const struct marc_sub_rule f730[] = { NEEDED_ONE('a', N_("Name")),
					     MANY('4', N_("Role as a code")), END };

static const struct marc_sub_rule f740[] = { NEEDED_ONE('a', N_("Name")),
					     MANY('b', N_("Initials")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('e', N_("Other data")),
					     MANY('f', N_("Dates of life")),
					     MANY('i', N_("Other data")),
					     MANY('l', N_("Other data")),
					     MANY('n', N_("Other data")),
					     ONE('t', N_("Other data")),
					     ONE('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f790[] = { NEEDED_ONE('a', N_("Name")),
					     ONE('b', N_("Initials")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Roman numeral")),
					     ONE('f', N_("Dates of life")),
					     ONE('g', N_("Forenames in full")),
					     MANY('o', N_("Other data")),
					     ONE('p', N_("Affiliation")),
					     ONE('3', N_("Number of the authority record")),
					     MANY('4', N_("Role as a code")),
					     MANY('9', N_("Other data")),
					     END };

static const struct marc_sub_rule f791[] = { NEEDED_ONE('a', N_("Name")),
					     MANY('b', N_("Initials")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Roman numeral")),
					     ONE('e', N_("Other data")),
					     ONE('f', N_("Dates of life")),
					     ONE('g', N_("Forenames in full")),
					     ONE('h', N_("Other data")),
					     MANY('o', N_("Other data")),
					     ONE('p', N_("Affiliation")),
					     ONE('3', N_("Number of the authority record")),
					     MANY('4', N_("Role as a code")),
					     END };

static const struct marc_sub_rule f801[] = { NEEDED_ONE_OF('a', N_("Country code"), "countries"),
					     NEEDED_ONE('b', N_("Agency")),
					     ONE('c', N_("Date")),
					     MANY('g', N_("Rules of description")),
					     ONE('h', N_("Number of the linked record")),
					     ONE('2', N_("Name of the format")),
					     END };

static const struct marc_sub_rule f850[] = { NEEDED_MANY('a', N_("Library")), END };

static const struct marc_sub_rule f852[] = { ONE('a', N_("Library")),
					     MANY('b', N_("Department or branch")),
					     MANY('c', N_("Address")),
					     ONE('g', N_("Prefix of the call number")),
					     ONE('j', N_("Call number")),
					     MANY('l', N_("Suffix of the call number")),
					     ONE('m', N_("Barcode or inventory number")),
					     ONE('n', N_("Identifier of the copy")),
					     ONE('t', N_("Copy number")),
					     MANY('x', N_("Note for staff")),
					     MANY('y', N_("Note for readers")),
					     ONE('2', N_("Source of the term")),
					     END };

static const struct marc_sub_rule f856[] = { MANY('a', N_("Host name")),
					     MANY('u', N_("Address on the web")),
					     MANY('q', N_("Type of the file")),
					     MANY('y', N_("Means of access")),
					     MANY('z', N_("Note for readers")),
					     ONE('2', N_("Text of the link")),
					     END };

static const struct marc_sub_rule f886[] = { ONE('a', N_("Tag of the field")),
					     ONE('b', N_("Content of the field")),
					     NEEDED_ONE('2', N_("Source")), END };

static const struct marc_sub_rule f899[] = { NEEDED_ONE('a', N_("Library")),
					     MANY('b', N_("Collection")),
					     MANY('c', N_("Shelf")),
					     ONE('h', N_("Class part of the call number")),
					     ONE('i', N_("Book part of the call number")),
					     ONE('j', N_("Call number")),
					     ONE('k', N_("Prefix of the call number")),
					     ONE('m', N_("Suffix of the call number")),
					     ONE('p', N_("Barcode or inventory number")),
					     ONE('t', N_("Copy number")),
					     MANY('x', N_("Note for staff")),
					     MANY('z', N_("Note for readers")),
					     END };

static const struct marc_sub_rule f995[] = { ONE('a', N_("Library")),
					     ONE('b', N_("Library")),
					     ONE('c', N_("Department or branch")),
					     ONE('f', N_("Barcode or inventory number")),
					     ONE('k', N_("Call number")),
					     ONE('u', N_("Note for readers")),
					     END };
