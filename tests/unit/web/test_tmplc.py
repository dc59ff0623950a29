"""Templates that the compiler must refuse, each with the words it refuses them in."""
import os
import subprocess
import sys
import tempfile
import unittest

TMPLC = sys.argv.pop()
HEAD = '{view struct view_x web/x.h}\n'

REFUSED = [
    ('<p>{a b}', 'unknown tag'),
    ('<p>{a.b()}', 'is not a name'),
    ('<p>{a+b}', 'is not a name'),
    ('<p>{#if a}<b>', 'is not closed'),
    ('<p>{/if}', 'closes nothing'),
    ('{#if a}{:else}{:else}{/if}', '{:else} without a block'),
    ('<a href={a}>', 'quote the value'),
    ('<p class=x>', 'quote the value'),
    ('<p onclick="x()">', 'onclick is not allowed'),
    ('<p style="color: red">', 'style is not allowed'),
    ('<script>alert(1)</script>', 'no inline script'),
    ('<style>p { }</style>', 'no inline style'),
    ('<p {a}>', 'cannot stand inside a tag'),
    ('<a href="{_ Sentence}">', 'cannot be an address'),
    ('<p title="{raw a}">', 'only in text'),
    ('{#if a}<p title="{:else}<p>{/if}', 'end at different places'),
    ('{#each a in}{/each}', 'write {#each'),
    ('{#each a in as}{#each a in bs}{/each}{/each}', 'the name is taken'),
    ('{_ Page {0}}', 'has no argument'),
    ('{_n one | many}', 'write {_n'),
    ('<p>a < b', 'write &lt;'),
    ('<p>{a', 'not closed'),
    ('<!-- a', 'comment is not closed'),
    ('{include nothing.html}', 'no template'),
    ('<p title="', 'ends inside a tag'),
    ('{view struct y web/y.h}', 'stands once, first'),
]


def compile_template(text, extra=()):
    with tempfile.TemporaryDirectory() as d:
        for name, content in [('page_x.html', text), *extra]:
            with open(os.path.join(d, name), 'w', encoding='utf-8') as f:
                f.write(content)
        out = [os.path.join(d, 'x.c'), os.path.join(d, 'x.h')]
        done = subprocess.run([sys.executable, TMPLC, os.path.join(d, 'page_x.html'), *out],
                              capture_output=True, text=True, check=False)
        if done.returncode:
            return done.returncode, done.stderr, ''
        with open(out[0], encoding='utf-8') as f:
            return 0, done.stderr, f.read()


class Tmplc(unittest.TestCase):
    def test_wrong_templates_are_refused_with_their_place(self):
        for text, words in REFUSED:
            with self.subTest(text):
                code, said, _ = compile_template(HEAD + text)
                self.assertEqual(code, 1, text)
                self.assertIn(words, said)
                self.assertRegex(said, r'page_x\.html:\d+: ')

    def test_the_line_of_a_name_is_the_templates(self):
        _, _, made = compile_template(HEAD + '<p>\n<b>{here}</b>')
        self.assertIn('#line 3 "page_x.html"\n\tHTML_PUT(out, v->here);', made)

    def test_literals_are_merged_and_white_space_squeezed(self):
        _, _, made = compile_template(HEAD + '<p>\n\n   a   <b\n class="x">c</b>  \n</p>')
        self.assertEqual(made.count('HTML_LITERAL'), 1)
        self.assertIn(r'<p>\na <b class=\"x\">c</b> </p>', made)

    def test_a_layout_takes_blocks(self):
        layout = ('layout.html', '<main>{slot main}</main>{slot aside}')
        code, _, made = compile_template(
            '{view struct view_x web/x.h layout layout.html}\n{block main}<b>{a}</b>{/block}',
            [layout])
        self.assertEqual(code, 0)
        self.assertIn('<main><b>', made)
        code, said, _ = compile_template(
            '{view struct view_x web/x.h layout layout.html}\n{block other}a{/block}', [layout])
        self.assertIn('no slot other', said)

    def test_what_includes_itself_is_refused(self):
        code, said, _ = compile_template(HEAD + '{include a.html}', [('a.html', '{include a.html}')])
        self.assertEqual(code, 1)
        self.assertIn('includes itself', said)


if __name__ == '__main__':
    unittest.main()
