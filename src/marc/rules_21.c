/*
 * What MARC 21 says of its fields (MARC 21 Format for Bibliographic Data, Library of Congress,
 * to Update 34): repeated or not, indicators, subfields. The names are ours.
 */
#include "marc/rules_int.h"

static const struct marc_sub_rule f010[] = { ONE('a', N_("Number")),
					     MANY('z', N_("Cancelled or wrong number")), END };

static const struct marc_sub_rule f015[] = { MANY('a', N_("Number")),
					     MANY('q', N_("Qualification")),
					     MANY('z', N_("Cancelled or wrong number")),
					     ONE('2', N_("Source")), END };

static const struct marc_sub_rule f017[] = {
	MANY('a', N_("Number")), ONE('b', N_("Assigning agency")),
	ONE('d', N_("Date")),    MANY('z', N_("Cancelled or wrong number")),
	ONE('2', N_("Source")),  END
};

static const struct marc_sub_rule f020[] = { ONE('a', N_("ISBN")), ONE('c', N_("Price or terms")),
					     MANY('q', N_("Qualification")),
					     MANY('z', N_("Wrong ISBN")), END };

static const struct marc_sub_rule f022[] = { ONE('a', N_("ISSN")), ONE('l', N_("Linking ISSN")),
					     MANY('y', N_("Wrong ISSN")),
					     MANY('z', N_("Cancelled ISSN")), END };

static const struct marc_sub_rule f040[] = { ONE('a', N_("Original cataloguing agency")),
					     ONE_OF('b', N_("Language of cataloguing"),
						    "languages"),
					     ONE('c', N_("Transcribing agency")),
					     MANY('d', N_("Modifying agency")),
					     MANY('e', N_("Rules of description")),
					     END };

static const struct marc_sub_rule f041[] = {
	MANY_OF('a', N_("Language of the text"), "languages"),
	MANY_OF('b', N_("Language of the summary"), "languages"),
	MANY_OF('d', N_("Language of sung or spoken text"), "languages"),
	MANY_OF('e', N_("Language of the libretto"), "languages"),
	MANY_OF('f', N_("Language of the table of contents"), "languages"),
	MANY_OF('g', N_("Language of accompanying material"), "languages"),
	MANY_OF('h', N_("Language of the original"), "languages"),
	MANY_OF('j', N_("Language of subtitles"), "languages"),
	MANY_OF('k', N_("Language translated from"), "languages"),
	ONE('2', N_("Source")),
	END
};

static const struct marc_sub_rule f044[] = { MANY('a', N_("Country code")),
					     MANY_OF('c', N_("Country code (ISO)"), "countries"),
					     END };

static const struct marc_sub_rule f080[] = { NEEDED_ONE('a', N_("Class")),
					     ONE('b', N_("Book number")),
					     MANY('x', N_("Common auxiliary")),
					     ONE('2', N_("Edition of the tables")), END };

static const struct marc_sub_rule f082[] = { NEEDED_MANY('a', N_("Class")),
					     ONE('b', N_("Book number")),
					     ONE('2', N_("Edition of the tables")), END };

static const struct marc_sub_rule f084[] = { NEEDED_MANY('a', N_("Class")),
					     ONE('b', N_("Book number")),
					     ONE('2', N_("Source of the term")), END };

static const struct marc_sub_rule f100[] = { NEEDED_ONE('a', N_("Name")),
					     ONE('b', N_("Roman numeral")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Dates of life")),
					     MANY('e', N_("Role")),
					     ONE('q', N_("Fuller form of the name")),
					     ONE('u', N_("Affiliation")),
					     MANY('0', N_("Number of the authority record")),
					     MANY_OF('4', N_("Role as a code"), "relators"),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f110[] = { NEEDED_ONE('a', N_("Name of the body")),
					     MANY('b', N_("Subordinate unit")),
					     MANY('c', N_("Place of the meeting")),
					     MANY('d', N_("Date of the meeting")),
					     MANY('e', N_("Role")),
					     MANY('n', N_("Number of the part")),
					     ONE('u', N_("Affiliation")),
					     MANY('0', N_("Number of the authority record")),
					     MANY_OF('4', N_("Role as a code"), "relators"),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f111[] = { NEEDED_ONE('a', N_("Name of the meeting")),
					     MANY('c', N_("Place of the meeting")),
					     MANY('d', N_("Date of the meeting")),
					     MANY('e', N_("Subordinate unit")),
					     MANY('j', N_("Role")),
					     MANY('n', N_("Number of the part")),
					     ONE('u', N_("Affiliation")),
					     MANY('0', N_("Number of the authority record")),
					     MANY_OF('4', N_("Role as a code"), "relators"),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f130[] = { NEEDED_ONE('a', N_("Title")),
					     ONE('f', N_("Date")),
					     MANY('k', N_("Form subdivision")),
					     ONE('l', N_("Language of the text")),
					     MANY('n', N_("Number of the part")),
					     MANY('p', N_("Name of the part")),
					     MANY('0', N_("Number of the authority record")),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f245[] = {
	NEEDED_ONE('a', N_("Title")),          ONE('b', N_("Other title information")),
	ONE('c', N_("Responsibility")),        ONE('h', N_("Medium")),
	MANY('n', N_("Number of the part")),   MANY('p', N_("Name of the part")),
	ONE('6', N_("Link to another field")), END
};

static const struct marc_sub_rule f246[] = { NEEDED_ONE('a', N_("Title")),
					     ONE('b', N_("Other title information")),
					     ONE('f', N_("Date")),
					     ONE('i', N_("Words before it")),
					     MANY('n', N_("Number of the part")),
					     MANY('p', N_("Name of the part")),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f250[] = { NEEDED_ONE('a', N_("Edition")),
					     ONE('b', N_("Responsibility for the edition")),
					     ONE('6', N_("Link to another field")), END };

static const struct marc_sub_rule f260[] = { MANY('a', N_("Place of publication")),
					     MANY('b', N_("Publisher")),
					     MANY('c', N_("Date")),
					     MANY('e', N_("Place of printing")),
					     MANY('f', N_("Printer")),
					     MANY('g', N_("Date of printing")),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f264[] = { MANY('a', N_("Place of publication")),
					     MANY('b', N_("Publisher")),
					     MANY('c', N_("Date")),
					     ONE('3', N_("Materials specified")),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f300[] = { MANY('a', N_("Extent")),
					     ONE('b', N_("Illustrations")),
					     MANY('c', N_("Size")),
					     ONE('e', N_("Accompanying material")),
					     ONE('3', N_("Materials specified")),
					     END };

static const struct marc_sub_rule f336[] = { MANY('a', N_("Term")), MANY('b', N_("Code")),
					     ONE('2', N_("Source")),
					     ONE('3', N_("Materials specified")), END };

static const struct marc_sub_rule f362[] = { ONE('a', N_("Numbering of a serial")),
					     ONE('z', N_("Source")), END };

static const struct marc_sub_rule f490[] = { NEEDED_MANY('a', N_("Series")),
					     MANY('v', N_("Volume or number")),
					     MANY('x', N_("ISSN")),
					     ONE('6', N_("Link to another field")), END };

static const struct marc_sub_rule f500[] = { NEEDED_ONE('a', N_("Note")),
					     ONE('3', N_("Materials specified")), END };

static const struct marc_sub_rule f502[] = { ONE('a', N_("Note")), ONE('b', N_("Degree")),
					     ONE('c', N_("Institution")), ONE('d', N_("Date")),
					     END };

static const struct marc_sub_rule f504[] = { NEEDED_ONE('a', N_("Note")), END };

static const struct marc_sub_rule f505[] = { ONE('a', N_("Contents")),
					     MANY('g', N_("Other information")),
					     MANY('r', N_("Responsibility")),
					     MANY('t', N_("Title")), END };

static const struct marc_sub_rule f520[] = { ONE('a', N_("Summary")),
					     ONE('b', N_("Expansion of the summary")),
					     MANY('u', N_("Address on the web")),
					     ONE('2', N_("Source")), END };

static const struct marc_sub_rule f521[] = { NEEDED_MANY('a', N_("Note")), ONE('b', N_("Source")),
					     END };

static const struct marc_sub_rule f546[] = { ONE('a', N_("Note")), MANY('b', N_("Script")), END };

static const struct marc_sub_rule f600[] = { NEEDED_ONE('a', N_("Name")),
					     ONE('b', N_("Roman numeral")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Dates of life")),
					     ONE('q', N_("Fuller form of the name")),
					     ONE('t', N_("Title")),
					     MANY('v', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Time subdivision")),
					     MANY('z', N_("Place subdivision")),
					     MANY('0', N_("Number of the authority record")),
					     ONE('2', N_("Source of the term")),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f610[] = { NEEDED_ONE('a', N_("Name of the body")),
					     MANY('b', N_("Subordinate unit")),
					     MANY('c', N_("Place of the meeting")),
					     MANY('d', N_("Date of the meeting")),
					     MANY('n', N_("Number of the part")),
					     ONE('t', N_("Title")),
					     MANY('v', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Time subdivision")),
					     MANY('z', N_("Place subdivision")),
					     MANY('0', N_("Number of the authority record")),
					     ONE('2', N_("Source of the term")),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f650[] = { NEEDED_ONE('a', N_("Topic")),
					     MANY('v', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Time subdivision")),
					     MANY('z', N_("Place subdivision")),
					     MANY('0', N_("Number of the authority record")),
					     ONE('2', N_("Source of the term")),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f651[] = { NEEDED_ONE('a', N_("Geographic name")),
					     MANY('v', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Time subdivision")),
					     MANY('z', N_("Place subdivision")),
					     MANY('0', N_("Number of the authority record")),
					     ONE('2', N_("Source of the term")),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f653[] = { NEEDED_MANY('a', N_("Keyword")), END };

static const struct marc_sub_rule f655[] = {
	NEEDED_ONE('a', N_("Term")),          MANY('v', N_("Form subdivision")),
	MANY('x', N_("Topical subdivision")), MANY('y', N_("Time subdivision")),
	MANY('z', N_("Place subdivision")),   MANY('0', N_("Number of the authority record")),
	ONE('2', N_("Source of the term")),   END
};

static const struct marc_sub_rule f700[] = { NEEDED_ONE('a', N_("Name")),
					     ONE('b', N_("Roman numeral")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Dates of life")),
					     MANY('e', N_("Role")),
					     ONE('q', N_("Fuller form of the name")),
					     ONE('u', N_("Affiliation")),
					     MANY('0', N_("Number of the authority record")),
					     MANY_OF('4', N_("Role as a code"), "relators"),
					     ONE('6', N_("Link to another field")),
					     MANY('i', N_("Kind of relation")),
					     ONE('t', N_("Title")),
					     END };

static const struct marc_sub_rule f710[] = { NEEDED_ONE('a', N_("Name of the body")),
					     MANY('b', N_("Subordinate unit")),
					     MANY('c', N_("Place of the meeting")),
					     MANY('d', N_("Date of the meeting")),
					     MANY('e', N_("Role")),
					     MANY('n', N_("Number of the part")),
					     ONE('u', N_("Affiliation")),
					     MANY('0', N_("Number of the authority record")),
					     MANY_OF('4', N_("Role as a code"), "relators"),
					     ONE('6', N_("Link to another field")),
					     MANY('i', N_("Kind of relation")),
					     ONE('t', N_("Title")),
					     END };

static const struct marc_sub_rule f711[] = { NEEDED_ONE('a', N_("Name of the meeting")),
					     MANY('c', N_("Place of the meeting")),
					     MANY('d', N_("Date of the meeting")),
					     MANY('e', N_("Subordinate unit")),
					     MANY('j', N_("Role")),
					     MANY('n', N_("Number of the part")),
					     ONE('t', N_("Title")),
					     MANY('0', N_("Number of the authority record")),
					     MANY_OF('4', N_("Role as a code"), "relators"),
					     ONE('6', N_("Link to another field")),
					     END };

static const struct marc_sub_rule f740[] = { NEEDED_ONE('a', N_("Title")),
					     MANY('n', N_("Number of the part")),
					     MANY('p', N_("Name of the part")), END };

static const struct marc_sub_rule f765[] = { ONE('a', N_("Author or main heading")),
					     ONE('b', N_("Edition")),
					     ONE('d', N_("Publication")),
					     MANY('g', N_("Volume, issue, pages")),
					     ONE('h', N_("Physical description")),
					     MANY('i', N_("Kind of relation")),
					     MANY('n', N_("Note")),
					     MANY('o', N_("Other number")),
					     ONE('s', N_("Uniform title")),
					     ONE('t', N_("Title")),
					     MANY('w', N_("Number of the linked record")),
					     ONE('x', N_("ISSN")),
					     MANY('z', N_("ISBN")),
					     END };

static const struct marc_sub_rule f830[] = { NEEDED_ONE('a', N_("Title")),
					     MANY('n', N_("Number of the part")),
					     MANY('p', N_("Name of the part")),
					     ONE('v', N_("Volume or number")),
					     ONE('x', N_("ISSN")),
					     MANY('0', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f852[] = { ONE('a', N_("Library")),
					     MANY('b', N_("Department or branch")),
					     MANY('c', N_("Shelf")),
					     ONE('h', N_("Call number, class part")),
					     MANY('i', N_("Book part of the call number")),
					     ONE('j', N_("Call number")),
					     MANY('k', N_("Prefix of the call number")),
					     MANY('m', N_("Suffix of the call number")),
					     ONE('p', N_("Barcode or inventory number")),
					     ONE('t', N_("Copy number")),
					     MANY('x', N_("Note for staff")),
					     MANY('z', N_("Note for readers")),
					     ONE('2', N_("Source of the term")),
					     ONE('3', N_("Materials specified")),
					     END };

static const struct marc_sub_rule f856[] = {
	MANY('u', N_("Address on the web")), MANY('q', N_("Type of the file")),
	MANY('y', N_("Text of the link")),   MANY('z', N_("Note for readers")),
	ONE('3', N_("Materials specified")), END
};

static const struct marc_sub_rule f866[] = { ONE('a', N_("Holdings")),
					     MANY('x', N_("Note for staff")),
					     MANY('z', N_("Note for readers")), END };

static const struct marc_sub_rule f880[] = { NEEDED_ONE('6', N_("Link to another field")),
					     MANY('a', N_("Value")),
					     MANY('b', N_("Value")),
					     MANY('c', N_("Value")),
					     MANY('d', N_("Value")),
					     MANY('e', N_("Value")),
					     MANY('n', N_("Value")),
					     MANY('p', N_("Value")),
					     MANY('t', N_("Value")),
					     MANY('v', N_("Value")),
					     MANY('x', N_("Value")),
					     MANY('y', N_("Value")),
					     MANY('z', N_("Value")),
					     END };

static const struct marc_sub_rule f886[] = { ONE('a', N_("Tag of the field")),
					     ONE('b', N_("Content of the field")),
					     ONE('2', N_("Source")), END };

static const struct marc_sub_rule f887[] = { ONE('a', N_("Content of the field")),
					     ONE('2', N_("Source")), END };

const struct marc_rule marc_rules_21[] = {
	FIELD("001", ONCE, NEEDED, NULL, NULL, NULL, N_("Control number"),
	      N_("The number of the record in the system that made it. It is given by the "
		 "program.")),
	FIELD("003", ONCE, MAY_BE, NULL, NULL, NULL, N_("Agency"), NULL),
	FIELD("005", ONCE, MAY_BE, NULL, NULL, NULL, N_("Last change"), NULL),
	FIELD("008", ONCE, NEEDED, NULL, NULL, NULL, N_("Coded data"),
	      N_("Date, place, language and kind of the edition as codes, each in its position.")),
	FIELD("010", ONCE, MAY_BE, " ", " ", f010, N_("Library of Congress number"), NULL),
	FIELD("015", MANY_TIMES, MAY_BE, " ", " ", f015, N_("National bibliography number"),
	      N_("The number under which the national bibliography lists the edition.")),
	FIELD("017", MANY_TIMES, MAY_BE, " ", " 8", f017, N_("Registration number"),
	      N_("The number given by the book chamber or at legal deposit.")),
	FIELD("020", MANY_TIMES, MAY_BE, " ", " ", f020, N_("ISBN"),
	      N_("International number of a book, with or without hyphens. The last sign is "
		 "checked.")),
	FIELD("022", MANY_TIMES, MAY_BE, " 01", " ", f022, N_("ISSN"),
	      N_("International number of a serial: eight signs, 1234-5678.")),
	FIELD("035", MANY_TIMES, MAY_BE, " ", " ", f010, N_("Number in another system"), NULL),
	FIELD("040", ONCE, MAY_BE, " ", " ", f040, N_("Cataloguing source"),
	      N_("Who made the record, in what language, by what rules, and who changed it.")),
	FIELD("041", MANY_TIMES, MAY_BE, " 01", " 7", f041, N_("Language"),
	      N_("Languages of the text, of summaries, and of the original where it is a "
		 "translation.")),
	FIELD("044", ONCE, MAY_BE, " ", " ", f044, N_("Country of publication"),
	      N_("The country in which it was published, as a code.")),
	FIELD("080", MANY_TIMES, MAY_BE, " 01", " ", f080, N_("UDC class"),
	      N_("Universal Decimal Classification. Each class in a field of its own.")),
	FIELD("082", MANY_TIMES, MAY_BE, "017", " 04", f082, N_("Dewey class"), NULL),
	FIELD("084", MANY_TIMES, MAY_BE, " ", " ", f084, N_("Class of another scheme"),
	      N_("A class with the code of its scheme: rubbk for BBK, rugasnti for GRNTI.")),
	FIELD("100", ONCE, MAY_BE, "013", " ", f100, N_("Author"),
	      N_("The person chiefly responsible: surname first. One only; others stand in the "
		 "fields of the 700s.")),
	FIELD("110", ONCE, MAY_BE, "012", " ", f110, N_("Corporate author"),
	      N_("A body that is answerable for the work as its author would be.")),
	FIELD("111", ONCE, MAY_BE, "012", " ", f111, N_("Meeting"),
	      N_("A conference or other meeting whose papers these are.")),
	FIELD("130", ONCE, MAY_BE, "0123456789", " ", f130, N_("Uniform title"), NULL),
	FIELD("240", ONCE, MAY_BE, "01", "0123456789", f130, N_("Uniform title"),
	      N_("The title under which all editions of a work are brought together; of a "
		 "translation, the original title.")),
	FIELD("245", ONCE, NEEDED, "01", "0123456789", f245, N_("Title and responsibility"),
	      N_("The title as printed, then what follows it, then who made it, as the title page "
		 "says.")),
	FIELD("246", MANY_TIMES, MAY_BE, "0123", " 012345678", f246, N_("Variant title"),
	      N_("Another title by which readers may look for it: on the cover, on the spine, in "
		 "another language.")),
	FIELD("250", MANY_TIMES, MAY_BE, " ", " ", f250, N_("Edition"),
	      N_("What the book says of its edition: “2nd edition, revised”.")),
	FIELD("260", MANY_TIMES, MAY_BE, " 23", " ", f260, N_("Publication"),
	      N_("Place, publisher and date, as the book says.")),
	FIELD("264", MANY_TIMES, MAY_BE, " 23", "01234", f264, N_("Publication"),
	      N_("Place, publisher and date. The second indicator tells publication (1) from "
		 "printing (3) and copyright (4).")),
	FIELD("300", MANY_TIMES, MAY_BE, " ", " ", f300, N_("Physical description"),
	      N_("Pages, illustrations, size, and what comes with it.")),
	FIELD("336", MANY_TIMES, MAY_BE, " ", " ", f336, N_("Kind of content"), NULL),
	FIELD("337", MANY_TIMES, MAY_BE, " ", " ", f336, N_("Means of access"), NULL),
	FIELD("338", MANY_TIMES, MAY_BE, " ", " ", f336, N_("Kind of carrier"), NULL),
	FIELD("362", MANY_TIMES, MAY_BE, "01", " ", f362, N_("Numbering of a serial"),
	      N_("From which issue to which the serial came out.")),
	FIELD("490", MANY_TIMES, MAY_BE, "01", " ", f490, N_("Series"),
	      N_("The series and the number in it, as the book says.")),
	FIELD("500", MANY_TIMES, MAY_BE, " ", " ", f500, N_("Note"),
	      N_("What has no field of its own and readers should know.")),
	FIELD("502", MANY_TIMES, MAY_BE, " ", " ", f502, N_("Dissertation"),
	      N_("For which degree, where and when it was defended.")),
	FIELD("504", MANY_TIMES, MAY_BE, " ", " ", f504, N_("Note on bibliography"), NULL),
	FIELD("505", MANY_TIMES, MAY_BE, "0128", " 0", f505, N_("Contents"),
	      N_("The works or chapters in it, one after another.")),
	FIELD("520", MANY_TIMES, MAY_BE, " 012348", " ", f520, N_("Summary"),
	      N_("What it is about, in a few sentences.")),
	FIELD("521", MANY_TIMES, MAY_BE, " 012348", " ", f521, N_("Intended readers"), NULL),
	FIELD("546", MANY_TIMES, MAY_BE, " ", " ", f546, N_("Note on language"), NULL),
	FIELD("600", MANY_TIMES, MAY_BE, "013", "01234567", f600, N_("Person as a subject"),
	      N_("Whom the work is about.")),
	FIELD("610", MANY_TIMES, MAY_BE, "012", "01234567", f610, N_("Body as a subject"), NULL),
	FIELD("650", MANY_TIMES, MAY_BE, " 012", "01234567", f650, N_("Subject"),
	      N_("What it is about, by a list of headings; its parts in subfields of their own.")),
	FIELD("651", MANY_TIMES, MAY_BE, " ", "01234567", f651, N_("Place as a subject"),
	      N_("What place it is about: the ground of local history.")),
	FIELD("653", MANY_TIMES, MAY_BE, " 012", " 0123456", f653, N_("Keywords"),
	      N_("Words of the cataloguer's own choice, of no list.")),
	FIELD("655", MANY_TIMES, MAY_BE, " 0", "01234567", f655, N_("Form or genre"),
	      N_("What it is, not what it is about: a dictionary, verse, a map.")),
	FIELD("700", MANY_TIMES, MAY_BE, "013", " 2", f700, N_("Other person"),
	      N_("An editor, translator, illustrator, compiler, with the role.")),
	FIELD("710", MANY_TIMES, MAY_BE, "012", " 2", f710, N_("Other body with a role"),
	      N_("A body that had a part in the edition, with its role.")),
	FIELD("711", MANY_TIMES, MAY_BE, "012", " 2", f711, N_("Other meeting"), NULL),
	FIELD("740", MANY_TIMES, MAY_BE, "0123456789", " 2", f740, N_("Title of a part"), NULL),
	FIELD("765", MANY_TIMES, MAY_BE, "01", " 8", f765, N_("Original of a translation"), NULL),
	FIELD("773", MANY_TIMES, MAY_BE, "01", " 8", f765, N_("Host item"),
	      N_("The book or journal that this article or part stands in.")),
	FIELD("775", MANY_TIMES, MAY_BE, "01", " 8", f765, N_("Other edition"), NULL),
	FIELD("776", MANY_TIMES, MAY_BE, "01", " 8", f765, N_("Edition in another form"), NULL),
	FIELD("780", MANY_TIMES, MAY_BE, "01", "01234567", f765, N_("Earlier title of a serial"),
	      NULL),
	FIELD("785", MANY_TIMES, MAY_BE, "01", "012345678", f765, N_("Later title of a serial"),
	      NULL),
	FIELD("830", MANY_TIMES, MAY_BE, " ", "0123456789", f830, N_("Series as a heading"), NULL),
	FIELD("852", MANY_TIMES, MAY_BE, " 012345678", " 012", f852, N_("Location and call number"),
	      N_("Which library holds it, where, under what call number.")),
	FIELD("856", MANY_TIMES, MAY_BE, " 012347", " 0128", f856, N_("Address on the web"),
	      N_("Where it can be read. The second indicator tells the thing itself (0) from what "
		 "only relates to it (2).")),
	FIELD("866", MANY_TIMES, MAY_BE, " 345", " 012", f866, N_("Holdings in words"), NULL),
	FIELD("880", MANY_TIMES, MAY_BE, NULL, NULL, f880, N_("The same in another script"),
	      N_("A field once more in another script. It begins with the field's number: "
		 "245-01.")),
	FIELD("886", MANY_TIMES, MAY_BE, "012", " ", f886, N_("Field of another format"), NULL),
	FIELD("887", MANY_TIMES, MAY_BE, " ", " ", f887, N_("Data of another format"), NULL),
};
const size_t marc_rules_21_n = COUNT_OF(marc_rules_21);
