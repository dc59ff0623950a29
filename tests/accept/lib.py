"""What acceptance tests share: a library in a folder of its own, the program run on it, real files."""
import hashlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import traceback

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KERUEN = pathlib.Path(os.environ.get('KERUEN_PROGRAM', ROOT / 'build' / 'keruen'))
SAMPLES = ROOT / 'build' / 'samples'
SHARED = os.environ.get('KERUEN_SHARED')


class Skip(Exception):
    pass


class Library:
    """A library in a folder of its own, and the program run on it."""

    def __init__(self, where):
        self.dir = pathlib.Path(where)
        self.run('init')

    def command(self, *args):
        return [str(KERUEN), '-C', str(self.dir), *map(str, args)]

    def run(self, *args, codes=(0,), timeout=600, env=None):
        done = subprocess.run(self.command(*args), capture_output=True, text=True, timeout=timeout,
                              env={**os.environ, 'KERUEN_LANG': 'en', **(env or {})})
        assert done.returncode in codes, \
            f'{args}: exit {done.returncode}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}'
        return done.stdout

    def rows(self, *args, **how):
        return [json.loads(line) for line in self.run(*args, '--json', **how).splitlines() if line]

    def partner(self, code='city'):
        self.run('partner', 'add', code, '--name', 'City Library')
        return self

    def deposit(self, *paths, partner='city', level='open', codes=(0, 1), **how):
        """Documents only: a last line that sums up has no "result"."""
        rows = self.rows('deposit', *paths, '--partner', partner, '--level', level, codes=codes, **how)
        return [row for row in rows if 'result' in row]

    def search(self, *words):
        """Hits only: the line before them says how the words were understood."""
        return [row for row in self.rows('search', *words) if 'id' in row]

    def originals(self):
        """digest → path of every file under original/ of every object, read from the disc."""
        found = {}
        for path in sorted((self.dir / 'store').rglob('v1/content/original/**/*')):
            if path.is_file():
                found.setdefault(digest(path), path)
        return found

    def objects(self):
        return [p.parent for p in (self.dir / 'store').rglob('0=ocfl_object_1.1')]


class Answer:
    """What came back: status, headers by lower-case name, body as it was before packing."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode('utf-8', 'replace')

    def json(self):
        return json.loads(self.body)


class Server:
    """keruen serve on a free port of this machine alone; ended by its own process id."""

    def __init__(self, library, *args, conf=None, env=None, runners=-1, stderr=None):
        self.library = library
        for name, value in (conf or {}).items():
            set_conf(library, name, value)
        self.port = free_port()
        self.log = open(library.dir / 'serve.log', 'ab') if stderr is None else stderr
        self.process = subprocess.Popen(
            library.command('serve', '--port', self.port, '--runners', runners, *args),
            stdout=subprocess.PIPE, stderr=self.log, text=True, env={**os.environ, 'KERUEN_LANG': 'en', **(env or {})})
        line = self.process.stdout.readline()
        assert str(self.port) in line, f'serve did not start: {line!r}'

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, timeout=30):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout)

    def children(self):
        """{pid: command line} of the supervisor's children and theirs."""
        found, waiting = {}, [self.process.pid]
        while waiting:
            pid = waiting.pop()
            for task in pathlib.Path(f'/proc/{pid}/task').glob('*/children'):
                try:
                    for child in task.read_text().split():
                        found[int(child)] = pathlib.Path(f'/proc/{child}/cmdline').read_bytes().decode()
                        waiting.append(int(child))
                except OSError:
                    pass
        return found

    def get(self, path, method='GET', headers=None, timeout=60, to=None):
        """One request on a connection of its own; a redirection is not followed."""
        connection = http.client.HTTPConnection(to or '127.0.0.1', self.port, timeout=timeout)
        try:
            connection.request(method, path, headers={'Accept-Language': 'en', **(headers or {})})
            reply = connection.getresponse()
            return Answer(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def raw(self, data, timeout=10):
        """Bytes as they are, and all that comes back until the other side ends or falls silent."""
        with socket.create_connection(('127.0.0.1', self.port), timeout) as s:
            s.sendall(data)
            got = b''
            try:
                while chunk := s.recv(65536):
                    got += chunk
            except socket.timeout:
                pass
            return got


def set_conf(library, name, value):
    conf = library.dir / 'keruen.conf'
    lines = [line for line in conf.read_text().splitlines() if not re.match(rf'{re.escape(name)}\s*=', line)]
    conf.write_text('\n'.join([*lines, f'{name} = {value}']) + '\n')


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def wait_for(what, seconds=30, every=.1):
    """Asks until the answer is true; the last answer."""
    until = time.monotonic() + seconds
    while not (said := what()) and time.monotonic() < until:
        time.sleep(every)
    return said


def digest(path):
    return hashlib.sha512(pathlib.Path(path).read_bytes()).hexdigest()


def write(path, data):
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def results(rows):
    return {pathlib.Path(row['path']).name: row['result'] for row in rows}


def samples():
    subprocess.run([str(ROOT / 'samples' / 'make'), str(SAMPLES)], check=True, capture_output=True)
    return SAMPLES


def sample_library(where):
    samples()
    library = Library(where)
    subprocess.run([str(ROOT / 'samples' / 'deposit'), str(library.dir), str(SAMPLES)], check=True,
                   capture_output=True, env={**os.environ, 'KERUEN_LANG': 'en'})
    library.run('work', '--until-idle', timeout=900)
    return library


def small_files(folder, n):
    """n text files, no two alike: documents that are quick to take."""
    for i in range(n):
        write(folder / f'note-{i}.txt', f'Note number {i}\n\n' + f'The caravan of day {i} came late. ' * 40)
    return folder


_shared_library = None


def the_samples(tmp):
    """One library of the samples for all tests that only read it."""
    global _shared_library
    if not _shared_library:
        _shared_library = sample_library(tmp.parent / 'samples-library')
    return _shared_library


def main(names, parts):
    """Runs the functions named test_… ; ends with the line that counts them."""
    tests = [(n, f) for n, f in names.items() if n.startswith('test_')]
    passed = failed = skipped = 0
    base = pathlib.Path(tempfile.mkdtemp(prefix='keruen-accept-'))
    for name, test in tests:
        if parts and not any(p in name for p in parts):
            continue
        tmp = base / name
        tmp.mkdir()
        began = time.time()
        try:
            test(tmp)
            passed += 1
            print(f'ok   {name} ({time.time() - began:.1f} s)', flush=True)
            shutil.rmtree(tmp, ignore_errors=True)
        except Skip as why:
            skipped += 1
            print(f'skip {name}: {why}', flush=True)
        except Exception as error:  # a failed promise, told with its place
            failed += 1
            last = traceback.extract_tb(error.__traceback__)[-1]
            print(f'FAIL {name}: line {last.lineno}: {type(error).__name__}: {error}'[:3000], flush=True)
    shutil.rmtree(base, ignore_errors=True)
    print(f'{skipped} skipped')
    print(f'{passed} passed, {failed} failed')
    return bool(failed)
