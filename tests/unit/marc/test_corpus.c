/* marc: real files of libraries are read record by record, and none is lost. */
#include "unit.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include "marc/marc.h"

/* How many records of each file are read, and how many set aside: MAB2, and what is cut off. The sums
 * of a folder are those that the corpus' index counts with other readers, or more. */
static const struct {
	const char *path;
	int read, aside;
} files[] = {
	/* clang-format off */
	{ "debian-libmarc-charset-perl_1.35/t/cjk1.marc", 1, 0 },
	{ "debian-libmarc-charset-perl_1.35/t/cjk2.marc", 1, 0 },
	{ "debian-libmarc-charset-perl_1.35/t/cjk3.marc", 1, 0 },
	{ "debian-libmarc-charset-perl_1.35/t/cjk4.marc", 1, 0 },
	{ "debian-libmarc-charset-perl_1.35/t/cyrillic.marc", 1, 0 },
	{ "debian-libmarc-charset-perl_1.35/t/hebrew1.marc", 1, 0 },
	{ "debian-libmarc-charset-perl_1.35/t/hebrew2.marc", 1, 0 },
	{ "debian-libmarc-charset-perl_1.35/t/hebrew3.marc", 1, 0 },
	{ "debian-libmarc-charset-perl_1.35/t/hebrew4.marc", 1, 0 },
	{ "debian-libmarc-file-mij-perl_0.04/t/test.mrc", 9, 0 },
	{ "debian-libmarc-lint-perl_1.53/t/camel.usmarc", 11, 0 },
	{ "debian-libmarc-parser-xml-perl_0.03/t/files/marc-ns-prefix.xml", 10, 0 },
	{ "debian-libmarc-parser-xml-perl_0.03/t/files/marc.xml", 10, 0 },
	{ "debian-libmarc-perl_1.07/t/badmarc.dat", 4, 0 },
	{ "debian-libmarc-perl_1.07/t/makrbrkr.mrc", 8, 0 },
	{ "debian-libmarc-perl_1.07/t/makrtest.bad", 3, 0 },
	{ "debian-libmarc-perl_1.07/t/makrtest.src", 8, 0 },
	{ "debian-libmarc-perl_1.07/t/marc.dat", 2, 0 },
	{ "debian-libmarc-perl_1.07/t/marc4.dat", 2, 0 },
	{ "debian-libmarc-record-perl_2.0.7/t/baddir.usmarc", 1, 0 },
	{ "debian-libmarc-record-perl_2.0.7/t/badind.usmarc", 1, 0 },
	{ "debian-libmarc-record-perl_2.0.7/t/badldr.usmarc", 6, 1 },
	{ "debian-libmarc-record-perl_2.0.7/t/camel.usmarc", 10, 0 },
	{ "debian-libmarc-record-perl_2.0.7/t/cameleof.usmarc", 10, 0 },
	{ "debian-libmarc-record-perl_2.0.7/t/filler.usmarc", 3, 0 },
	{ "debian-libmarc-record-perl_2.0.7/t/sample1.usmarc", 1, 0 },
	{ "debian-libmarc-record-perl_2.0.7/t/sample1eof.usmarc", 1, 0 },
	{ "debian-libmarc-record-perl_2.0.7/t/title_proper.usmarc", 5, 0 },
	{ "debian-libmarc-xml-perl_1.0.5/t/escape.mrc", 1, 0 },
	{ "debian-libmarc-xml-perl_1.0.5/t/invalid.xml", 0, 0 },
	{ "debian-libmarc-xml-perl_1.0.5/t/namespace.xml", 1, 0 },
	{ "debian-libmarc-xml-perl_1.0.5/t/subfield0.xml", 1, 0 },
	{ "evergreen/src/edi_translator/data/brodart/brodart_bibzII_MARC_on-order_records_w_funds.001", 11, 0 },
	{ "evergreen/tests/datasets/FSL.marc", 52, 0 },
	{ "evergreen/tests/datasets/RDA/RDA_record_CD_Claudia.mrc", 1, 0 },
	{ "evergreen/tests/datasets/RDA/RDA_record_DVD-BLUE-RAY-MOVIE_Pineapple_express.mrc", 1, 0 },
	{ "evergreen/tests/datasets/RDA/RDA_record_DVD_Jorge_Mautner.mrc", 1, 0 },
	{ "evergreen/tests/datasets/RDA/RDA_record_MAP_2012_Enchanted_Circle.mrc", 1, 0 },
	{ "evergreen/tests/datasets/RDA/RDA_record_PHOTO_Srid_pa_ho.mrc", 1, 0 },
	{ "evergreen/tests/datasets/RDA/RDA_record_SCORE-CD_Arias_for_soprano.mrc", 1, 0 },
	{ "evergreen/tests/datasets/RDA/RDA_record_SCORE_Arias_for_bass.mrc", 1, 0 },
	{ "evergreen/tests/datasets/RDA/RDA_record_SCORE_Intermediate_studies.mrc", 1, 0 },
	{ "evergreen/tests/datasets/RDA/RDA_record_SCORE_Wiegenlied.mrc", 1, 0 },
	{ "evergreen/tests/datasets/RDA/RDA_record_SERIAL_IEEE_International_conference.mrc", 1, 0 },
	{ "evergreen/tests/datasets/auth-1066.mrc.gz", 1066, 0 },
	{ "evergreen/tests/datasets/auth-subset100.mrc", 17, 0 },
	{ "evergreen/tests/datasets/badisbns.xml", 10, 0 },
	{ "evergreen/tests/datasets/hebrew.marc", 20, 0 },
	{ "evergreen/tests/datasets/jazz_1k.mrc.gz", 1000, 0 },
	{ "evergreen/tests/datasets/lul_fre_100.mrc", 100, 0 },
	{ "evergreen/tests/datasets/lul_fre_500.mrc.gz", 500, 0 },
	{ "evergreen/tests/datasets/map_data.mrc", 3, 0 },
	{ "evergreen/tests/datasets/nepali.marc.gz", 96, 0 },
	{ "evergreen/tests/datasets/oss.marc", 42, 0 },
	{ "evergreen/tests/datasets/sample_acq_order.mrc", 10, 0 },
	{ "evergreen/tests/datasets/serials_marc21.xml", 7, 0 },
	{ "evergreen/tests/datasets/serials_mfhd.xml", 7, 0 },
	{ "idzebra/examples/marc21/sample-marc", 24, 0 },
	{ "idzebra/examples/marcxml/collection-2.xml", 2, 0 },
	{ "idzebra/examples/marcxml/collection-clasmrc.xml", 20, 0 },
	{ "idzebra/examples/marcxml/collection-namemrc.xml", 20, 0 },
	{ "idzebra/examples/marcxml/collection-opera-43.xml.gz", 43, 0 },
	{ "idzebra/examples/marcxml/collection-sandburg-1.xml", 1, 0 },
	{ "idzebra/examples/marcxml/collection-subjmrc.xml", 20, 0 },
	{ "idzebra/test/filters/record.mrc", 1, 0 },
	{ "idzebra/test/marcxml/m1.xml", 1, 0 },
	{ "idzebra/test/marcxml/m2.xml", 1, 0 },
	{ "idzebra/test/marcxml/m3.xml", 1, 0 },
	{ "idzebra/test/rusmarc/records/simple-rusmarc", 72, 0 },
	{ "idzebra/test/usmarc/records/sample-marc", 24, 0 },
	{ "idzebra/test/xslt/bad-utf8.mrc", 1, 0 },
	{ "idzebra/test/xslt/biblio-record.xml", 1, 0 },
	{ "idzebra/test/xslt/marc-col.mrc", 3, 0 },
	{ "idzebra/test/xslt/marc-col.xml", 3, 0 },
	{ "idzebra/test/xslt/marc-missing-ns.xml", 1, 0 },
	{ "idzebra/test/xslt/marc-one.xml", 1, 0 },
	{ "loge-gh-rusmarc/TEST1.ISO", 81, 0 },
	{ "loge-gh-rusmarc/TEST2.ISO", 1, 0 },
	{ "loge-gh-rusmarc/ur.iso", 1, 0 },
	{ "managedirbis/TEST1.ISO", 81, 0 },
	{ "marc4j/008008027.mrc", 18, 1 },
	{ "marc4j/065001035.mrc.gz", 40, 0 },
	{ "marc4j/1474920681_KOHA_LFL_5.xml", 1, 0 },
	{ "marc4j/1474920681_KOHA_LFL_6_with_comment.xml", 1, 0 },
	{ "marc4j/185258.mrc", 1, 0 },
	{ "marc4j/54-56-008008027.mrc", 5, 0 },
	{ "marc4j/OCLC_814388508.xml", 1, 0 },
	{ "marc4j/azdoud.xml", 1, 0 },
	{ "marc4j/bad-characters-in-various-fields.mrc", 1, 0 },
	{ "marc4j/bad_hathi_records.mrc.gz", 5, 0 },
	{ "marc4j/bad_leaders_10_11.mrc", 1, 0 },
	{ "marc4j/bad_oversize_field_bad_directory.mrc", 5, 0 },
	{ "marc4j/bad_too_long_plus_2.mrc.gz", 3, 0 },
	{ "marc4j/brkrtest.mrc", 8, 0 },
	{ "marc4j/brkrtest_UTF8.mrc", 8, 0 },
	{ "marc4j/chabon-bad-subfields-element.xml", 1, 0 },
	{ "marc4j/chabon-loc.mrc", 2, 0 },
	{ "marc4j/chabon-missing-controlfield-tag.xml", 1, 0 },
	{ "marc4j/chabon-missing-datafield-tag.xml", 1, 0 },
	{ "marc4j/chabon-missing-subfield-code.xml", 1, 0 },
	{ "marc4j/chabon-record-type-bad.xml", 2, 0 },
	{ "marc4j/chabon-record-type.xml", 2, 0 },
	{ "marc4j/chabon.mrc", 2, 0 },
	{ "marc4j/chabon.xml", 2, 0 },
	{ "marc4j/chinese_mangled_multibyte.mrc", 4, 0 },
	{ "marc4j/cruel-cruel-indicatorless-summerland.xml", 1, 0 },
	{ "marc4j/cyrillic_capital_e.mrc", 2, 0 },
	{ "marc4j/datos-20161010-slice.mrc.gz", 0, 1 },
	{ "marc4j/dp_004015001.mrc", 3, 0 },
	{ "marc4j/field700_4_test.mrc", 2, 0 },
	{ "marc4j/getty_test_1.mrc", 1, 0 },
	{ "marc4j/getty_test_output.mrc", 1, 0 },
	{ "marc4j/greekmissingcharsetchange.mrc", 3, 0 },
	{ "marc4j/incomplete_esc_seq.mrc", 1, 0 },
	{ "marc4j/kan1222221.mrc", 1, 0 },
	{ "marc4j/loongboonmee.mrc", 2, 0 },
	{ "marc4j/not_unimarc_errors_3.mrc", 3, 0 },
	{ "marc4j/oclc_63111280_export_as_UTF8_from_connexion.mrc", 1, 0 },
	{ "marc4j/pride-and-prejudice-fixed.mrc.gz", 383, 0 },
	{ "marc4j/pride-and-prejudice-with-many-errors.mrc.gz", 383, 0 },
	{ "marc4j/rec1.mrc", 1, 0 },
	{ "marc4j/rec2.mrc", 1, 0 },
	{ "marc4j/rec3.mrc", 1, 0 },
	{ "marc4j/sample1.mrc", 8, 0 },
	{ "marc4j/sample1a.xml", 9, 0 },
	{ "marc4j/selectedRecs.mrc", 11, 0 },
	{ "marc4j/summerland-record-with-type.xml", 1, 0 },
	{ "marc4j/summerland-record.xml", 1, 0 },
	{ "marc4j/summerland.mrc", 1, 0 },
	{ "marc4j/summerland.xml", 1, 0 },
	{ "marc4j/summerlandwith710.xml", 1, 0 },
	{ "marc4j/u17_utf8.mrc", 1, 0 },
	{ "marc4j/u335.mrc", 1, 0 },
	{ "marc4j/unordered-directory-entries.mrc", 1, 0 },
	{ "pymarc/1251.dat", 6, 0 },
	{ "pymarc/alphatag.dat", 1, 0 },
	{ "pymarc/bad_eacc_encoding.dat", 1, 0 },
	{ "pymarc/bad_indicator.dat", 1, 0 },
	{ "pymarc/bad_marc8_escape.dat", 1, 0 },
	{ "pymarc/bad_records.mrc", 6, 2 },
	{ "pymarc/bad_subfield_code.dat", 1, 0 },
	{ "pymarc/bad_tag.xml", 1, 0 },
	{ "pymarc/diacritic.dat", 1, 0 },
	{ "pymarc/marc.dat", 20, 0 },
	{ "pymarc/marc8.dat", 1, 0 },
	{ "pymarc/multi_isbn.dat", 1, 0 },
	{ "pymarc/one.dat", 1, 0 },
	{ "pymarc/regression45.dat", 12, 0 },
	{ "pymarc/testunimarc.dat", 1, 0 },
	{ "pymarc/utf8.xml", 1, 0 },
	{ "pymarc/utf8_errors.dat", 1, 0 },
	{ "pymarc/utf8_invalid.mrc", 1, 0 },
	{ "pymarc/utf8_with_leader_flag.dat", 1, 0 },
	{ "pymarc/utf8_without_leader_flag.dat", 1, 0 },
	{ "solrmarc/records/1156470.mrc", 1, 0 },
	{ "solrmarc/records/datos-20161010-ajob.mrc", 1, 0 },
	{ "solrmarc/records/demoRecs.mrc", 6, 0 },
	{ "solrmarc/records/errorRecs.mrc", 5, 0 },
	{ "solrmarc/records/field024.mrc", 2, 0 },
	{ "solrmarc/records/fields_700_4_samp.mrc", 10, 0 },
	{ "solrmarc/records/greek_non-filing_tests.mrc", 1, 0 },
	{ "solrmarc/records/hathi_000031056.mrc", 1, 0 },
	{ "solrmarc/records/jones_recs.xml", 2, 0 },
	{ "solrmarc/records/record_000035990.mrc", 1, 0 },
	{ "solrmarc/records/record_000036951.mrc", 1, 0 },
	{ "solrmarc/records/record_000346945.mrc", 1, 0 },
	{ "solrmarc/records/record_001060731.mrc", 1, 0 },
	{ "solrmarc/records/record_100696348.mrc", 1, 0 },
	{ "solrmarc/records/record_set_045.mrc", 12, 0 },
	{ "solrmarc/records/specTestRecs.mrc.gz", 76, 0 },
	{ "solrmarc/records/specTestRecs.xml.gz", 76, 0 },
	{ "solrmarc/records/specTestRecs_no_Prolog.xml.gz", 76, 0 },
	{ "solrmarc/records/specTestRecs_withBOM.xml.gz", 76, 0 },
	{ "solrmarc/records/title_b.mrc", 1, 0 },
	{ "solrmarc/records/title_k.mrc", 1, 0 },
	{ "solrmarc/records/u2294330.mrc", 1, 0 },
	{ "solrmarc/records/u233.mrc", 1, 0 },
	{ "solrmarc/records/u392.mrc", 1, 0 },
	{ "solrmarc/records/u399.mrc", 1, 0 },
	{ "solrmarc/records/u4.mrc", 1, 0 },
	{ "solrmarc/records/u5278992.mrc", 1, 0 },
	{ "solrmarc/records/u55.mrc", 1, 0 },
	{ "solrmarc/records/u60.mrc", 1, 0 },
	{ "solrmarc/records/u6909669.mrc", 1, 0 },
	{ "solrmarc/records/u79065.mrc", 1, 0 },
	{ "solrmarc/records/u8738.mrc", 1, 0 },
	{ "solrmarc/records/u988749.mrc", 1, 0 },
	{ "solrmarc/records/u999662.mrc", 1, 0 },
	{ "solrmarc/records/uva_001-200.mrc.gz", 200, 0 },
	{ "solrmarc/records/uva_001_2000.mrc.gz", 2000, 0 },
	{ "solrmarc/records/vu10.mrc", 1, 0 },
	{ "usgpo-geographic/Northeast__delaware_RECORD_SET_20250422.mrc.gz", 1829, 0 },
	{ "usgpo-geographic/Northeast__newhampshire_RECORD_SET_20250422.mrc.gz", 1869, 0 },
	{ "usgpo-geographic/Northeast__rhodeisland_RECORD_SET_20250422.mrc.gz", 1262, 0 },
	{ "usgpo-geographic/Northeast__vermont_RECORD_SET_20250422.mrc.gz", 1627, 0 },
	{ "usgpo-geographic/South__virginislandsoftheunitedstates_RECORD_SET_20250422.mrc.gz", 55, 0 },
	{ "usgpo-geographic/West__americansamoa_RECORD_SET_20250411.mrc.gz", 395, 0 },
	{ "usgpo-geographic/West__federatedstatesofmicronesia_RECORD_SET_20250422.mrc.gz", 106, 0 },
	{ "usgpo-geographic/West__guam_RECORD_SET_20250422.mrc.gz", 740, 0 },
	{ "usgpo-geographic/West__northernmarianaislands_RECORD_SET_20250422.mrc.gz", 368, 0 },
	{ "usgpo-geographic/West__washingtonstate_RECORD_SET_20250422.mrc.gz", 328, 0 },
	{ "xbib-marc/0.xml", 3, 0 },
	{ "xbib-marc/1.xml", 3, 0 },
	{ "xbib-marc/2.xml", 3, 0 },
	{ "xbib-marc/3.xml", 1, 0 },
	{ "xbib-marc/IRMARC8.bin", 10, 0 },
	{ "xbib-marc/SWB1.marc21", 1, 0 },
	{ "xbib-marc/SWB2.marc21", 1, 0 },
	{ "xbib-marc/SWB3.marc21", 1, 0 },
	{ "xbib-marc/SWB4.marc21", 1, 0 },
	{ "xbib-marc/amstransactions.mrc", 1, 0 },
	{ "xbib-marc/brkrtest.mrc", 8, 0 },
	{ "xbib-marc/chabon-loc.mrc.trans.xml", 2, 0 },
	{ "xbib-marc/chabon.mrc.trans.xml", 2, 0 },
	{ "xbib-marc/diacritic4.mrc", 1, 0 },
	{ "xbib-marc/dialects/mab/1217zdbtit.dat.gz", 0, 4338 },
	{ "xbib-marc/dialects/mab/DE-468-killed-fields.xml", 0, 12 },
	{ "xbib-marc/dialects/mab/DE-468.xml", 0, 12 },
	{ "xbib-marc/dialects/mab/DE-605-aleph-publish.xml", 0, 1 },
	{ "xbib-marc/dialects/mab/DE-605-aleph500-publish-out.xml", 0, 1 },
	{ "xbib-marc/dialects/mab/DE-605-aleph500-publish-subject-result.xml", 0, 1 },
	{ "xbib-marc/dialects/mab/DE-605-aleph500-publish-subject.xml", 0, 1 },
	{ "xbib-marc/dialects/mab/DE-605-result.xml", 0, 1 },
	{ "xbib-marc/dialects/mab/HBZ.mab", 0, 1 },
	{ "xbib-marc/dialects/mab/HT016424175-combined.xml", 0, 2 },
	{ "xbib-marc/dialects/mab/HT016424175.xml", 0, 1 },
	{ "xbib-marc/dialects/mab/aleph-mab.mrc", 0, 12 },
	{ "xbib-marc/dialects/mab/diskette/mgl.txt.xml", 0, 4 },
	{ "xbib-marc/dialects/mab/mabxml-example.xml.xml", 3, 0 },
	{ "xbib-marc/dialects/mab/mgl.txt.xml", 0, 4 },
	{ "xbib-marc/dialects/mab/obvsg1.mab", 0, 1 },
	{ "xbib-marc/dialects/mab/obvsg2.mab", 0, 1 },
	{ "xbib-marc/dialects/mab/obvsg3.mab", 0, 1 },
	{ "xbib-marc/dialects/unimarc/periouni.mrc.gz", 3064, 0 },
	{ "xbib-marc/dialects/unimarc/rusmarc.xml.gz", 1, 0 },
	{ "xbib-marc/error.mrc", 1, 0 },
	{ "xbib-marc/filter/issns.mrc", 3, 0 },
	{ "xbib-marc/json/rism_190101037.mrc", 1, 0 },
	{ "xbib-marc/json/test_ubl.mrc", 1, 0 },
	{ "xbib-marc/oclc_63111280_export_as_UTF8_from_connexion.mrc.indented.xml", 1, 0 },
	{ "xbib-marc/summerland-dom-marc.xml", 1, 0 },
	{ "xbib-marc/summerland-sax-marc.xml", 1, 0 },
	{ "xbib-marc/summerland.mrc.trans.xml", 1, 0 },
	{ "xbib-marc/xml/HT006944711.xml", 0, 1 },
	{ "xbib-marc/xml/HT016424175.xml-eventconsumer.xml", 0, 1 },
	{ "xbib-marc/xml/NLM22420274X-out.xml", 1, 0 },
	{ "xbib-marc/xml/alma.xml", 1, 0 },
	{ "xbib-marc/xml/badid.xml", 2, 0 },
	{ "xbib-marc/xml/bundeskunsthalle.xml", 1, 0 },
	{ "xbib-marc/xml/hbzfix.xml", 2, 0 },
	{ "xbib-marc/xml/lvi.xml", 5, 0 },
	{ "xbib-marc/xml/zdb-oai-marc.xml.gz", 50, 0 },
	{ "xbib-marc/xml/zdb-sru-marcxmlplus.xml", 24, 0 },
	{ "xbib-marc/xml/zdb-sru-marcxmlplus1.xml.gz", 1, 0 },
	{ "xbib-marc/zdblokutf8.mrc.gz", 292, 1 },
	{ "xbib-marc/zdbtitutf8.mrc", 7, 1 },
	{ "yaz/marc0.marc", 1, 0 },
	{ "yaz/marc0.xml", 1, 0 },
	{ "yaz/marc1.marc", 1, 0 },
	{ "yaz/marc1.xml", 1, 0 },
	{ "yaz/marc10.marc", 1, 0 },
	{ "yaz/marc10.xml", 1, 0 },
	{ "yaz/marc11.marc", 1, 0 },
	{ "yaz/marc11.xml", 1, 0 },
	{ "yaz/marc12.marc", 1, 0 },
	{ "yaz/marc12.xml", 1, 0 },
	{ "yaz/marc2.marc", 1, 0 },
	{ "yaz/marc2.xml", 1, 0 },
	{ "yaz/marc3.marc", 1, 0 },
	{ "yaz/marc3.xml", 1, 0 },
	{ "yaz/marc4.marc", 1, 0 },
	{ "yaz/marc4.xml", 0, 1 },
	{ "yaz/marc5.marc", 1, 0 },
	{ "yaz/marc5.xml", 1, 0 },
	{ "yaz/marc6.xml", 1, 0 },
	{ "yaz/marc7.marc", 1, 0 },
	{ "yaz/marc7.xml", 1, 0 },
	{ "yaz/marc8.marc", 1, 0 },
	{ "yaz/marc8.xml", 1, 0 },
	{ "yaz/marc9.marc", 1, 0 },
	{ "yaz/marc9.xml", 1, 0 },
	{ "yaz/marccol1.u8.marc", 19, 0 },
	{ "yaz/marccol2.u8.marc", 1, 0 },
	{ "yaz/marccol3.u8.marc", 1, 0 },
	{ "yaz/marccol4.u8.marc", 1, 0 },
	{ "yaz/marccol5.u8.marc", 11, 0 },
	{ "yaz/tmarc0.xml", 1, 0 },
	{ "yaz/tmarc1.xml", 1, 0 },
	{ "yaz/tmarc10.xml", 1, 0 },
	{ "yaz/tmarc11.xml", 1, 0 },
	{ "yaz/tmarc12.xml", 1, 0 },
	{ "yaz/tmarc2.xml", 1, 0 },
	{ "yaz/tmarc3.xml", 1, 0 },
	{ "yaz/tmarc4.xml", 0, 1 },
	{ "yaz/tmarc5.xml", 1, 0 },
	{ "yaz/tmarc6.xml", 1, 0 },
	{ "yaz/tmarc7.xml", 1, 0 },
	{ "yaz/tmarc8.xml", 1, 0 },
	{ "yaz/tmarc9.xml", 1, 0 },
	{ "yaz/xml2marc0.xml", 1, 0 },
	{ "yaz/xml2marc1.xml", 1, 0 },
	{ "yaz/xml2marc10.xml", 1, 0 },
	{ "yaz/xml2marc11.xml", 1, 0 },
	{ "yaz/xml2marc12.xml", 1, 0 },
	{ "yaz/xml2marc2.xml", 1, 0 },
	{ "yaz/xml2marc3.xml", 1, 0 },
	{ "yaz/xml2marc4.xml", 0, 1 },
	{ "yaz/xml2marc5.xml", 1, 0 },
	{ "yaz/xml2marc6.xml", 1, 0 },
	{ "yaz/xml2marc7.xml", 1, 0 },
	{ "yaz/xml2marc8.xml", 1, 0 },
	{ "yaz/xml2marc9.xml", 1, 0 },
	{ "yaz/xml2tmarc0.xml", 1, 0 },
	{ "yaz/xml2tmarc1.xml", 1, 0 },
	{ "yaz/xml2tmarc10.xml", 1, 0 },
	{ "yaz/xml2tmarc11.xml", 1, 0 },
	{ "yaz/xml2tmarc12.xml", 1, 0 },
	{ "yaz/xml2tmarc2.xml", 1, 0 },
	{ "yaz/xml2tmarc3.xml", 1, 0 },
	{ "yaz/xml2tmarc4.xml", 0, 1 },
	{ "yaz/xml2tmarc5.xml", 1, 0 },
	{ "yaz/xml2tmarc6.xml", 1, 0 },
	{ "yaz/xml2tmarc7.xml", 1, 0 },
	{ "yaz/xml2tmarc8.xml", 1, 0 },
	/* clang-format on */
};

/* The file itself, or what it unpacks to. */
static int open_file(struct ctx *c, const char *path)
{
	if (!str_ends(str_of(path), ".gz"))
		return open(path, O_RDONLY | O_CLOEXEC);
	char *to = path_join(c->mem, c->dir, "unpacked"), part[65536];
	int fd = open(to, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), n;
	gzFile gz = gzopen(path, "rb");
	assert_non_null(gz);
	while ((n = gzread(gz, part, sizeof(part))) > 0)
		assert_true(file_write_all(fd, part, (size_t)n));
	gzclose(gz);
	return fd;
}

/* Between records of ISO 2709 stands only what pads them. */
static void assert_padding(struct ctx *c, int fd, int64_t from, int64_t to)
{
	struct str s;
	unit_ok(c, file_read_at(c, fd, from, (size_t)(to - from), &s));
	for (size_t i = 0; i < s.n; i++) {
		unsigned char b = (unsigned char)s.s[i];
		bool mark = b == 0xEF || b == 0xBB || b == 0xBF;
		/* a length written twice */
		assert_true(b <= ' ' || mark || (b >= '0' && b <= '9' && s.n == 5));
	}
}

/* Its bytes give the same record again. */
static void assert_again(struct arena *mem, const struct marc_item *item)
{
	struct marc_item again;
	struct marc_options o = { .container = item->container,
				  .dialect = item->marc.dialect,
				  .encoding = item->encoding };
	marc_again(mem, item->raw, &o, &again);
	assert_null(again.reason);
	assert_true(marc_same(&again.marc, &item->marc));
}

static void assert_text(const struct marc *m)
{
	for (size_t i = 0; i < m->n; i++) {
		assert_true(text_is_utf8(m->fields[i].control));
		for (size_t k = 0; k < m->fields[i].n; k++)
			assert_true(text_is_utf8(m->fields[i].subs[k].value));
	}
}

static void read_file(const char *path, int read, int aside)
{
	struct ctx *c = unit_begin();
	struct arena *mem = arena_new(0);
	struct marc_reader *r;
	int fd = open_file(c, path), n_read = 0, n_aside = 0;
	bool there = true;
	int64_t at = 0;
	unit_ok(c, marc_open(c, fd, 0, NULL, &r));
	for (;;) {
		struct marc_item item;
		arena_reset(mem);
		unit_ok(c, marc_next(c, r, mem, &item, &there));
		if (!there)
			break;
		if (item.container == MARC_ISO2709)
			assert_padding(c, fd, at, item.at);
		at = item.at + (int64_t)item.raw.n;
		n_read += item.reason == NULL;
		n_aside += item.reason != NULL;
		if (item.reason)
			continue;
		assert_text(&item.marc);
		if (item.number % 17 == 1)
			assert_again(mem, &item);
	}
	if (n_read != read || n_aside != aside)
		print_error("%s: %d read, %d set aside\n", path, n_read, n_aside);
	assert_int_equal(n_read, read);
	assert_int_equal(n_aside, aside);
	close(fd);
	arena_free(mem);
	unit_end(c);
}

static void test_corpus__gives_every_record_of_every_file(void **state)
{
	size_t seen = 0;
	struct arena *mem = arena_new(0);
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct ctx *c = unit_begin();
		const char *path = unit_shared(
			str_print(c->mem, "corpus/marc/%s", files[i].path).s);
		path = path ? str_z(mem, str_of(path)) : NULL;
		bool there = path && file_exists(path) &&
			     (files[i].read < 1000 || unit_sampled(files[i].path));
		unit_end(c);
		if (there)
			read_file(path, files[i].read, files[i].aside);
		seen += there;
	}
	arena_free(mem);
	if (!seen) {
		print_message("no files of libraries here (KERUEN_SHARED)\n");
		skip();
	}
}

/* The record at a place of a file. */
static bool nth(struct ctx *c, const char *under, int n, struct marc_item *ret)
{
	struct marc_reader *r;
	bool there = true;
	const char *path = unit_shared(str_print(c->mem, "corpus/marc/%s", under).s);
	if (!path || !file_exists(path))
		return false;
	int fd = open_file(c, path);
	unit_ok(c, marc_open(c, fd, 0, NULL, &r));
	for (int i = 0; i < n && there; i++)
		unit_ok(c, marc_next(c, r, c->mem, ret, &there));
	close(fd);
	assert_true(there);
	return true;
}

/* The same records in two containers: their fields are the same, letter for letter. */
static void test_twins__are_read_to_the_same_record(void **state)
{
	static const struct {
		const char *a, *b;
		int n;
	} twins[] = {
		{ "yaz/marc3.xml", "yaz/tmarc3.xml", 1 },
		{ "yaz/marc5.xml", "yaz/xml2marc5.xml", 1 },
		{ "yaz/marc6.xml", "yaz/tmarc6.xml", 1 },
		{ "yaz/marc7.marc", "yaz/marc7.xml", 1 },
		{ "yaz/marc8.marc", "yaz/marc8.xml", 1 },
		{ "yaz/marc9.marc", "yaz/marc9.xml", 1 },
		{ "yaz/marc9.xml", "yaz/tmarc9.xml", 1 },
		{ "marc4j/chabon.mrc", "marc4j/chabon.xml", 2 },
		{ "marc4j/summerland.mrc", "marc4j/summerland.xml", 1 },
		{ "solrmarc/records/specTestRecs.mrc.gz", "solrmarc/records/specTestRecs.xml.gz",
		  70 },
		{ "solrmarc/records/specTestRecs.xml.gz",
		  "solrmarc/records/specTestRecs_withBOM.xml.gz", 76 },
	};
	size_t seen = 0;
	for (size_t i = 0; i < COUNT_OF(twins); i++) {
		struct ctx *c = unit_begin();
		struct marc_item a, b;
		bool there = nth(c, twins[i].a, twins[i].n, &a) &&
			     nth(c, twins[i].b, twins[i].n, &b);
		if (there && !marc_same(&a.marc, &b.marc))
			print_error("%s %s\n", twins[i].a, twins[i].b);
		if (there)
			assert_true(marc_same(&a.marc, &b.marc));
		seen += there;
		unit_end(c);
	}
	if (!seen)
		skip();
}

/* pymarc's pairs: a line in MARC-8 and the same in UTF-8. */
static void test_marc8__lines_are_those_in_utf8(void **state)
{
	struct ctx *c = unit_begin();
	const char *a = unit_shared("corpus/marc/pymarc/test_marc8.txt");
	const char *b = unit_shared("corpus/marc/pymarc/test_utf8.txt");
	struct str marc8, utf8, x, y;
	size_t n = 0, same = 0;
	if (!a || !file_exists(a)) {
		unit_end(c);
		skip();
	}
	unit_ok(c, file_read(c, a, 10 << 20, &marc8));
	unit_ok(c, file_read(c, b, 10 << 20, &utf8));
	while (str_next(&marc8, '\n', &x) && str_next(&utf8, '\n', &y)) {
		struct marc_item item;
		struct marc_options o = { .container = MARC_LINES, .encoding = "marc-8" };
		struct str line = str_print(c->mem, "00000nam a2200000 a 4500\n245 10 $a %.*s\n",
					    STR_ARGS(x));
		marc_again(c->mem, line, &o, &item);
		bool is = str_same(str_trim(marc_value(&item.marc, "245", 'a')),
				   str_trim(text_nfc(c->mem, y)));
		if (!is && n - same < 5)
			print_error("%.*s | %.*s\n", STR_ARGS(marc_value(&item.marc, "245", 'a')),
				    STR_ARGS(y));
		same += is;
		n++;
	}
	print_message("%zu of %zu lines\n", same, n);
	assert_true(n > 1000);
	assert_true(same * 1000 >= n * 995);
	unit_end(c);
}

/* A field as loge-gh's dump writes it. */
static struct str dumped(struct ctx *c, const struct marc_field *f)
{
	struct buf out;
	buf_init(&out, c->mem, 0);
	buf_print(&out, "%s: ", f->tag);
	if (f->control.s) {
		buf_add(&out, f->control);
	} else {
		buf_add_bytes(&out, f->indicators, 2);
		for (size_t i = 0; i < f->n; i++) {
			buf_add_char(&out, '$');
			buf_add_char(&out, f->subs[i].code);
			buf_add(&out, f->subs[i].value);
		}
	}
	return buf_str(&out);
}

/* loge-gh's dump of TEST1.ISO: a record a paragraph, in an order of its own. */
static void test_rusmarc__is_what_another_reader_dumped(void **state)
{
	struct ctx *c = unit_begin();
	struct str dump, crlf = STR("\r\n"), bytes;
	const char *path = unit_shared("corpus/marc/loge-gh-rusmarc/TEST1.txt");
	size_t fields = 0, there = 0;
	if (!path || !file_exists(path)) {
		unit_end(c);
		skip();
	}
	unit_ok(c, file_read(c, path, 10 << 20, &dump));
	bool cr = str_find(dump, crlf) < dump.n;
	for (int n = 1; n <= 81; n++) {
		struct marc_item item;
		assert_true(nth(c, "loge-gh-rusmarc/TEST1.ISO", n, &item));
		if (str_is(marc_value(&item.marc, "001", 0), "RU\\NLR\\bibl\\342331"))
			continue; /* the dump lacks this one */
		for (size_t i = 0; i < item.marc.n; i++) {
			bytes = str_print(c->mem, "\n%.*s%s",
					  STR_ARGS(dumped(c, &item.marc.fields[i])),
					  cr ? "\r\n" : "\n");
			bool is = str_find(dump, bytes) < dump.n;
			if (!is && fields - there < 5)
				print_error("%.*s", STR_ARGS(bytes));
			there += is;
			fields++;
		}
	}
	print_message("%zu of %zu fields\n", there, fields);
	assert_int_equal(there, fields);
	assert_int_equal(fields, 1692);
	unit_end(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_corpus__gives_every_record_of_every_file),
		cmocka_unit_test(test_twins__are_read_to_the_same_record),
		cmocka_unit_test(test_marc8__lines_are_those_in_utf8),
		cmocka_unit_test(test_rusmarc__is_what_another_reader_dumped),
	};
	return cmocka_run_group_tests_name("real records", tests, NULL, NULL);
}
