/* Kinds by their bytes */
#include "groups.h"
#include "media/media_int.h"

#define KIND(expected, literal)                                                                    \
	do {                                                                                       \
		const char *mime, *pronom;                                                         \
		enum media_kind k = kind_of_bytes(literal, sizeof(literal) - 1, &mime, &pronom);   \
		assert_string_equal(media_kind_name(k), expected);                                 \
	} while (0)

static void test_kind__knows_formats_by_their_first_bytes(void **state)
{
	KIND("pdf", "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n");
	KIND("pdf", "\0\0junk before the header\n%PDF-1.7\n");
	KIND("tiff", "II*\0\x08\0\0\0");
	KIND("tiff", "MM\0*\0\0\0\x08");
	KIND("tiff", "II+\0\x08\0\0\0");
	KIND("jpeg", "\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1");
	KIND("jp2", "\0\0\0\x0CjP  \r\n\x87\n\0\0\0\x14"
		    "ftypjp2 ");
	KIND("jp2", "\xFF\x4F\xFF\x51\0\x29");
	KIND("png", "\x89PNG\r\n\x1A\n");
	KIND("djvu", "AT&TFORM\0\0\1\0DJVUINFO");
	KIND("djvu", "AT&TFORM\0\0\1\0DJVMDIRM");
	KIND("sound", "ID3\3\0\0\0\0\0\0\0\0");
	KIND("sound", "fLaC\0\0\0\x22");
	KIND("sound", "RIFF\0\0\0\0WAVEfmt ");
	KIND("sound", "\0\0\0\x18"
		      "ftypM4A \0\0\0\0");
	KIND("sound", "OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x13OpusHead");
	KIND("film", "OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x2A\x80theora");
	KIND("film", "RIFF\0\0\0\0AVI LIST");
	KIND("film", "\0\0\0\x20"
		     "ftypisom\0\0\2\0");
	KIND("film", "\x1A\x45\xDF\xA3\x9F\x42\x86\x81\1\x42\x82\x84webm");
	KIND("film", "\0\0\1\xBA\x44\0\4");
}

static void test_kind__takes_text_in_old_encodings_but_no_binaries(void **state)
{
	KIND("text", "Қазақстан кітапханалары туралы мәтін.\n");
	KIND("text", "BMW and MZ are words too, and so is Rar.\n");
	KIND("text", "\xFF\xFE\x1A\x04\x56\x04\x42\x04\x30\x04\x3F\x04");
	KIND("text",
	     "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0, \xFD\xF2\xEE \xF2\xE5\xEA\xF1\xF2\r\n");
	KIND("none", "some words\0and a zero byte");
	KIND("none", "\x01\x02\x03\x04\x05\x06\x07\x7F\x80\x81\x82\x83");
	KIND("none", "");
}

static void test_kind__takes_no_text_that_is_something_else_first(void **state)
{
	KIND("none", "#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n");
	KIND("none", "ffconcat version 1.0\nfile '/etc/passwd'\n");
	KIND("none", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nm=audio 9 RTP/AVP 0\n");
	KIND("none", "1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\n");
	KIND("none", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
	KIND("none", "-----BEGIN PRIVATE KEY-----\n");
	KIND("none", "From: a@b\nTo: c@d\nSubject: hi\nMIME-Version: 1.0\n\nbody\n");
	KIND("text", "From the mountains came a caravan.\nDate: nobody knows.\n");
	KIND("text", "1\n12:30 the caravan stopped\n");
}

static void test_refused_name__says_what_a_file_is(void **state)
{
	assert_string_equal(kind_refused_bytes("", 0), "an empty file");
	assert_string_equal(kind_refused_bytes("MZ\x90\0\3", 5), "an executable");
	assert_string_equal(kind_refused_bytes("\x7f"
					       "ELF\2\1",
					       6),
			    "an executable");
	assert_string_equal(kind_refused_bytes("PK\3\4\x14\0", 6), "a ZIP archive");
	assert_string_equal(kind_refused_bytes("Rar!\x1A\x07\0", 7), "a RAR archive");
	assert_string_equal(kind_refused_bytes("<!DOCTYPE html><html>", 21), "an HTML page");
	assert_string_equal(kind_refused_bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8),
			    "an office document");
	const char zip[] = "PK\3\4\x14\0\6\0\x08\0\0\0!\0[Content_Types].xml";
	assert_string_equal(kind_refused_bytes(zip, sizeof zip - 1), "an office document");
	KIND("none", "<html><body>%PDF-1.4</body></html>\0");
	assert_null(kind_refused_bytes("\1\2\3\4", 4));
}

static void test_kind__knows_what_it_cannot_name(void **state)
{
	KIND("none", "PK\3\4\x14\0\0\0\0\0 an archive that holds %PDF-1.4");
	KIND("none", "<!doctype HTML>\n<title>page</title>");
	KIND("none", "#!/bin/sh\necho hello\n");
}

int group_kind(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kind__knows_formats_by_their_first_bytes),
		cmocka_unit_test(test_kind__takes_text_in_old_encodings_but_no_binaries),
		cmocka_unit_test(test_kind__takes_no_text_that_is_something_else_first),
		cmocka_unit_test(test_refused_name__says_what_a_file_is),
		cmocka_unit_test(test_kind__knows_what_it_cannot_name),
	};
	return cmocka_run_group_tests_name("kind", tests, NULL, NULL);
}
