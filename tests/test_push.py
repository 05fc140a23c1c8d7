"""`wpkgraph push`: a server that holds what the output holds, whatever happens on the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import sample_dataset
import wpkgraph
from changes import HALL, MILL, put
from other_servers import OK, Answer, Call, Oxigraph, forward, oxigraph, stub
from wpkgraph import cli, outputs
from wpkgraph.push.journal import journal_path
from wpkgraph.store import read_graphs
from wpkgraph.web import server as web

SRC = Path(wpkgraph.__file__).resolve().parents[1]
SECRET = "s3cr3t-0f-0urs"


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No login and no proxy of whoever runs the tests; retries without long waits."""
    for name in [n for n in os.environ if n.startswith(("WPKGRAPH_PUSH", "WPKGRAPH_QUERY"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(web, "WAITS", (0.01, 0.01, 0.01))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Oxigraph]:
    with oxigraph(tmp_path / "server") as running:
        yield running


@pytest.fixture
def output(built_example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built_example, tmp_path / "out"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return outputs.write(sample_dataset.dataset(), tmp_path / "small")


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = cli.run(["push", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def wanted(output: Path) -> dict[str, int]:
    return {iri: len(set(lines)) for iri, lines in read_graphs(output).items()}


def test_a_server_holds_the_graphs_of_the_output(
    server: Oxigraph, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = wanted(output)
    code, out, err = run(capsys, output, server.store, "--sparql", server.query)
    assert (code, err) == (0, "")
    assert out == (
        f"{server.store}: {len(counts)} graphs sent ({sum(counts.values())} quads), 0 skipped, 0 deleted; "
        "the server holds as many quads of each\n"
    )
    assert server.counts() == counts
    assert server.default_count() == 0
    again = run(capsys, output, server.store)[1]
    assert f": 0 graphs sent (0 quads), {len(counts)} skipped, 0 deleted; not verified" in again
    everything = run(capsys, output, server.store, "--all", "-q")
    assert everything == (0, "", "")
    assert server.counts() == counts
    assert outputs.refuse_foreign(output) is None, "nothing was left in the folder"


def test_every_triple_arrives_as_it_is(server: Oxigraph, output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, output, server.store)[0] == 0
    dump = httpx.get(server.store, headers={"Accept": "application/n-quads"}, trust_env=False).text
    assert sorted(dump.splitlines()) == sorted((output / "graph.nq").read_text(encoding="utf-8").splitlines())


def test_the_default_graph_is_the_union_and_stays_so(
    server: Oxigraph, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "in", "a.txt", HALL)
    put(tmp_path / "in", "b.txt", MILL)
    output = wpkgraph.build(tmp_path / "in").write(tmp_path / "out")
    sizes = [len({line for lines in read_graphs(output).values() for line in lines})]
    assert run(capsys, output, server.store, "--default-graph", "--sparql", server.query)[0] == 0
    assert server.default_count() == sizes[0]
    wpkgraph.open_output(output).remove("b.txt").write(output)
    sizes.append(len({line for lines in read_graphs(output).values() for line in lines}))
    assert run(capsys, output, server.store, "--sparql", server.query)[0] == 0
    assert server.default_count() == sizes[1] < sizes[0]
    code, out, _ = run(capsys, output, server.store, "--union-graph", "urn:x:all", "--sparql", server.query)
    assert (code, server.default_count()) == (0, 0)
    assert "1 graphs sent" in out
    assert ", 1 deleted" in out
    assert server.counts() == {**wanted(output), "urn:x:all": sizes[1]}
    assert run(capsys, output, server.store, "--no-union")[0] == 0
    assert server.counts() == wanted(output)


@pytest.mark.parametrize("arrives", [True, False])
def test_killed_half_way_it_goes_on_and_ends_equal(
    server: Oxigraph, output: Path, arrives: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed while the eleventh graph is on its way, which arrives or does not, unknown to the killed."""
    reached, go_on, over = threading.Event(), threading.Event(), threading.Event()

    def answer(call: Call, before: int) -> Answer:
        if before == 10:
            reached.set()
            go_on.wait(60)
            reply = forward(call, server.base) if arrives else OK
            over.set()
            return reply
        return forward(call, server.base)

    with stub(answer) as proxy:
        process = spawn(output, f"{proxy.url}/store")
        assert reached.wait(60)
        process.kill()
        process.communicate()
        go_on.set()
        assert over.wait(60)
        assert len(server.counts()) == 10 + arrives
        sent, counts = proxy.graphs, wanted(output)
        code, out, _ = run(capsys, output, f"{proxy.url}/store")
    assert code == 0
    assert f": {len(counts) - 10} graphs sent" in out
    assert proxy.graphs[:11] == sent
    assert sorted(proxy.graphs[11:]) == sorted(set(counts) - set(sent[:10])), "the second run sends only the rest"
    assert server.counts() == counts


def spawn(output: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "wpkgraph", "push", str(output), *arguments]
    env = {**os.environ, "PYTHONPATH": str(SRC)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_it_says_how_far_it_came(small: Path, sign: signal.Signals, code: int) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def answer(call: Call, before: int) -> Answer:
        if before == 2:
            reached.set()
            go_on.wait(60)
        return OK

    with stub(answer) as other:
        process = spawn(small, f"{other.url}/store")
        assert reached.wait(60)
        process.send_signal(sign)
        out, err = process.communicate(timeout=60)
        go_on.set()
    total = len(read_graphs(small))
    assert process.returncode == code
    assert out == ""
    assert err.strip() == f"wpkgraph: interrupted; 2 of {total} graphs are there; run it again to go on"


def test_a_graph_that_was_begun_is_deleted_when_its_document_goes(
    server: Oxigraph, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The server took it, the process died before it knew, and then the document was taken out of the output."""
    put(tmp_path / "in", "a.txt", HALL)
    put(tmp_path / "in", "b.txt", MILL)
    output = wpkgraph.build(tmp_path / "in").write(tmp_path / "out")
    assert run(capsys, output, server.store)[0] == 0
    path = journal_path(output, server.store)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], *(line for line in lines if '"begun"' in line)]) + "\n", encoding="utf-8")
    wpkgraph.open_output(output).remove("b.txt").write(output)
    code, out, _ = run(capsys, output, server.store)
    assert code == 0
    assert "0 skipped" in out
    assert ", 0 deleted" not in out
    assert server.counts() == wanted(output)


def test_a_changed_document_sends_its_own_graphs(
    server: Oxigraph, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "in", "a.txt", HALL)
    changed = put(tmp_path / "in", "b.txt", MILL)
    output = wpkgraph.build(tmp_path / "in").write(tmp_path / "out")
    before = read_graphs(output)
    assert run(capsys, output, server.store)[0] == 0
    changed.write_text(
        MILL + "\n\nRo Un, head of the kiln shop of Tobong Pottery, took part in it.\n", encoding="utf-8"
    )
    wpkgraph.open_output(output).replace(changed).write(output)
    after = read_graphs(output)
    new = {iri for iri in after if after[iri] != before.get(iri)}
    gone = set(before) - set(after)
    assert 0 < len(new) < len(after)
    assert gone
    code, listed, _ = run(capsys, output, server.store, "--dry-run")
    assert code == 0
    assert {line.split()[1] for line in listed.splitlines() if line.startswith("send ")} == new
    assert {line.split()[1] for line in listed.splitlines() if line.startswith("delete ")} == gone
    assert server.counts() == {iri: len(lines) for iri, lines in before.items()}, "a dry run changes nothing"
    code, out, _ = run(capsys, output, server.store)
    assert code == 0
    assert f": {len(new)} graphs sent" in out
    assert f", {len(gone)} deleted" in out
    assert server.counts() == wanted(output)


def test_what_the_server_has_lost_is_sent_again_where_it_is_asked(
    server: Oxigraph, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, output, server.store)[0] == 0
    lost = sorted(wanted(output))[3]
    httpx.delete(server.store, params={"graph": lost}, trust_env=False).raise_for_status()
    assert f": 0 graphs sent (0 quads), {len(wanted(output))} skipped" in run(capsys, output, server.store)[1]
    code, out, _ = run(capsys, output, server.store, "--sparql", server.query)
    assert code == 0
    assert ": 1 graphs sent" in out
    server.clear()
    code, out, _ = run(capsys, output, server.store, "--sparql", server.query)
    assert code == 0
    assert ", 0 skipped" in out
    assert server.counts() == wanted(output)


def test_a_server_that_holds_something_else_in_the_end(
    server: Oxigraph, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says yes and drops one of the graphs."""
    counts = wanted(small)
    dropped = sorted(counts)[1]

    def answer(call: Call, before: int) -> Answer:
        return OK if call.graph == dropped else forward(call, server.base)

    with stub(answer) as proxy:
        order = (small, f"{proxy.url}/store", "--sparql", f"{proxy.url}/query")
        code, out, err = run(capsys, *order)
        assert code == 1
        assert err == f"wpkgraph: graph <{dropped}>: 0 quads on the server, {counts[dropped]} in the output\n"
        assert "the server differs in 1 graphs" in out
        unasked = run(capsys, small, f"{proxy.url}/store")[1]
    assert ": 1 graphs sent" in unasked, "what was missing is not taken for sent"


def test_graphs_of_another_push_are_named_and_left(
    server: Oxigraph, output: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, output, server.store)[0] == 0
    code, _, err = run(capsys, small, server.store, "--sparql", server.query)
    assert code == 0
    assert "wpkgraph: note: the server also has graph <" in err
    assert "were not pushed with this journal" in err
    assert set(wanted(output)) <= set(server.counts())


def test_a_dry_run_sends_nothing_and_writes_nothing(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with stub(lambda call, before: OK) as other:
        code, out, _ = run(capsys, small, f"{other.url}/store", "-n", "--default-graph")
    assert code == 0
    assert other.calls == []
    assert not journal_path(small, f"{other.url}/store").exists()
    lines = out.splitlines()
    assert lines[-2].startswith("send    default  ")
    assert f"{len(wanted(small)) + 1} graphs would be sent" in lines[-1]
    assert len(lines) == len(wanted(small)) + 2


@pytest.mark.parametrize(
    ("variables", "header"),
    [
        ({}, None),
        ({"TOKEN": SECRET}, f"Bearer {SECRET}"),
        ({"USER": "me", "PASSWORD": "Gehe!m ö"}, "Basic bWU6R2VoZSFtIMO2"),
        ({"USER": "me", "PASSWORD": SECRET, "AUTH": "basic"}, "Basic bWU6czNjcjN0LTBmLTB1cnM="),
    ],
)
def test_logins(
    small: Path,
    variables: dict[str, str],
    header: str | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"WPKGRAPH_PUSH_{name}", value)
    with stub(lambda call, before: OK) as other:
        assert run(capsys, small, f"{other.url}/store")[0] == 0
    assert {call.headers.get("authorization") for call in other.calls} == {header}
    assert SECRET not in journal_path(small, f"{other.url}/store").read_text(encoding="utf-8")


def test_a_challenge_is_answered_by_a_digest(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"USER": "dba", "PASSWORD": SECRET, "AUTH": "digest"}.items():
        monkeypatch.setenv(f"WPKGRAPH_PUSH_{name}", value)

    def answer(call: Call, before: int) -> Answer:
        if "authorization" not in call.headers:
            return 401, {"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5'}, b""
        return OK

    with stub(answer) as other:
        assert run(capsys, small, f"{other.url}/store")[0] == 0
    logged = [call.headers["authorization"] for call in other.calls if "authorization" in call.headers]
    assert len(logged) == len(wanted(small)) == len(other.calls) - 1, "the challenge is asked for once"
    assert all(text.startswith('Digest username="dba"') and SECRET not in text for text in logged)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"TOKEN": f"{SECRET}\nX: y"}, "WPKGRAPH_PUSH_TOKEN holds a space, a line end"),
        ({"TOKEN": SECRET, "USER": "me", "PASSWORD": SECRET}, "one way at a time"),
        ({"USER": "me"}, "go together"),
        ({"PASSWORD": SECRET}, "go together"),
        ({"USER": "me:you", "PASSWORD": SECRET}, "must not hold a colon"),
        ({"USER": "me", "PASSWORD": SECRET, "AUTH": "kerberos"}, "WPKGRAPH_PUSH_AUTH is basic or digest"),
    ],
)
def test_logins_that_can_not_be_meant(
    small: Path,
    variables: dict[str, str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"WPKGRAPH_PUSH_{name}", value)
    with stub(lambda call, before: OK) as other:
        code, out, err = run(capsys, small, f"{other.url}/store")
    assert (code, out, other.calls) == (2, "", [])
    assert said in err
    assert SECRET not in err


def test_a_server_that_repeats_the_login_does_not_get_it_printed(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"USER": "me", "PASSWORD": SECRET}.items():
        monkeypatch.setenv(f"WPKGRAPH_PUSH_{name}", value)

    def answer(call: Call, before: int) -> Answer:
        return 403, {}, f"{call.headers['authorization']} is me:{SECRET}, who may not\x1b[31m\n write".encode()

    with stub(answer) as other:
        code, out, err = run(capsys, small, f"{other.url}/store")
    assert code == 2
    assert "answers 403 Forbidden: Basic *** is me:***, who may not [31m write; nothing was sent" in err
    assert SECRET not in out + err
    assert "bWU6" not in err
    assert "\x1b" not in err


def test_a_login_goes_to_its_own_server_only(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WPKGRAPH_PUSH_TOKEN", SECRET)
    with stub(lambda call, before: (500, {}, b"")) as asked, stub(lambda call, before: OK) as other:
        assert run(capsys, small, f"{other.url}/store", "--sparql", f"{other.url}/query")[0] == 2
        assert other.calls[-1].headers["authorization"] == f"Bearer {SECRET}", "one server, one login"
        assert run(capsys, small, f"{other.url}/store", "--sparql", f"{asked.url}/query")[0] == 2
        assert "authorization" not in asked.calls[-1].headers
        monkeypatch.setenv("WPKGRAPH_QUERY_TOKEN", "another")
        run(capsys, small, f"{other.url}/store", "--sparql", f"{asked.url}/query")
        assert asked.calls[-1].headers["authorization"] == "Bearer another"


def test_redirects_are_not_followed(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WPKGRAPH_PUSH_TOKEN", SECRET)
    with stub(lambda call, before: OK) as elsewhere:
        to = f"{elsewhere.url}/store?key={SECRET}"
        with stub(lambda call, before: (307, {"Location": to}, b"")) as other:
            code, _, err = run(capsys, small, f"{other.url}/store")
    assert code == 2
    assert f"answers 307, a redirect to {elsewhere.url}/store; it is not followed" in err
    assert elsewhere.calls == []
    assert len(other.calls) == 1
    assert SECRET not in err


def test_a_busy_server_is_tried_again(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with stub(lambda call, before: (503, {}, b"") if before in (0, 2, 3) else OK) as other:
        code, _, err = run(capsys, small, f"{other.url}/store")
    assert (code, err) == (0, "")
    assert len(other.calls) == len(wanted(small)) + 3


def test_a_server_says_when_to_come_again(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(web.time, "sleep", waited.append)
    with stub(lambda call, before: (429, {"Retry-After": "7"}, b"") if before == 0 else OK) as other:
        assert run(capsys, small, f"{other.url}/store")[0] == 0
    assert 7.0 in waited
    with stub(lambda call, before: (503, {"Retry-After": "86400"}, b"")) as other:
        code, _, err = run(capsys, small, f"{other.url}/b")
    assert code == 2
    assert "answers 503 Service Unavailable; it asks to come again in 86400 seconds" in err
    assert len(other.calls) == 1
    waited.clear()
    with stub(lambda call, before: (503, {"Retry-After": "soon"}, b"too busy")) as other:
        code, _, err = run(capsys, small, f"{other.url}/c")
    assert (code, len(other.calls)) == (2, 4)
    assert "answers 503 Service Unavailable: too busy (4 tries)" in err
    assert max(waited) < 1


def test_a_server_that_fails_on_the_way(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = b"<!DOCTYPE html><html><h1>No &amp; never</h1>" + b"word " * 1000
    with stub(lambda call, before: (507, {"Content-Type": "text/html"}, html) if before == 3 else OK) as other:
        code, out, err = run(capsys, small, f"{other.url}/store")
    total = len(wanted(small))
    assert (code, out) == (2, "")
    assert err.startswith(f"wpkgraph: graph <{sorted(wanted(small))[3]}>: {other.url}/store answers 507")
    assert ": No &amp; never word word" in err
    assert err.endswith(f" ...; 3 of {total} graphs are there; run it again to go on\n")
    assert len(err) < 600


def test_no_server_and_one_that_is_silent(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with stub(lambda call, before: OK) as gone:
        pass
    code, _, err = run(capsys, small, f"{gone.url}/store")
    assert code == 2
    assert f"{gone.url}/store can't be reached: " in err
    assert "(4 tries)" in err
    wait = threading.Event()

    def answer(call: Call, before: int) -> Answer:
        wait.wait(10)
        return OK

    with stub(answer) as other:
        code, _, err = run(capsys, small, f"{other.url}/store", "--timeout", "0.2")
        wait.set()
    assert code == 2
    assert "did not answer in 0.2 seconds; see --timeout" in err


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"http://me:{SECRET}@127.0.0.1:9/store", "an address holds no user name and password"),
        (f"http://{SECRET}@127.0.0.1:9/store", "an address holds no user name and password"),
        ("http://127.0.0.1:9/store?default", "the address ends before any ? or #"),
        ("http://127.0.0.1:9/store#x", "the address ends before any ? or #"),
        ("ftp://127.0.0.1/store", "is no address of a server"),
        ("127.0.0.1:9/store", "is no address of a server"),
        ("http:///store", "is no address of a server"),
        ("http://127.0.0.1:99999/store", "its host or port is wrong"),
        ("http://[::1/store", "its host or port is wrong"),
        ("http://127.0.0.1:9\\@127.0.0.1/x y", ""),
    ],
)
def test_addresses_that_are_none(small: Path, url: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, small, url)
    assert (code, out) == (2, "")
    assert said in err
    assert SECRET not in err
    code, out, err = run(capsys, small, "http://127.0.0.1:9/store", "--sparql", url)
    assert (code, out) == (2, "")
    assert SECRET not in err


GARBAGE = [
    (200, {"Content-Type": "text/html"}, b"<html>welcome"),
    (200, {"Content-Type": "application/sparql-results+json"}, b'{"head":{},"boolean":true}'),
    (200, {}, b'{"head":{"vars":["g","n"]},"results":{"bindings":[{"g":{"type":"uri","value":"http://x"}}]}}'),
    (200, {}, b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"4"}}]}}'),
    (200, {}, b"[" * 100_000),
    (200, {"Content-Encoding": "gzip"}, b"no gzip"),
    (400, {}, b"what?"),
]


@pytest.mark.parametrize("answer", GARBAGE)
def test_counts_that_are_none_stop_it_before_anything_is_sent(
    small: Path, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    with stub(lambda call, before: answer) as other:
        code, out, err = run(capsys, small, f"{other.url}/store", "--sparql", f"{other.url}/query")
    assert (code, out) == (2, "")
    assert f"{other.url}/query" in err
    assert "Traceback" not in err
    assert other.graphs == []


def test_counts_that_the_server_cuts_off(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = b'{"head":{"vars":["g","n"]},"results":{"bindings":[]}}'
    with stub(lambda call, before: (200, {"X-SPARQL-MaxRows": "10000"}, body)) as other:
        code, _, err = run(capsys, small, f"{other.url}/store", "--sparql", f"{other.url}/query")
    assert code == 2
    assert "gives 10000 rows at most" in err


def test_journals_torn_foreign_damaged_and_not_writable(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    total = len(wanted(small))
    with stub(lambda call, before: OK) as other:
        url, journal = f"{other.url}/store", tmp_path / "j.jsonl"
        order = (small, url, "--journal", journal)
        assert run(capsys, *order)[0] == 0
        assert not journal_path(small, url).exists()
        whole = journal.read_bytes()
        assert [json.loads(line)["state"] for line in whole.splitlines()[1:]] == ["begun", "sent"] * total

        journal.write_bytes(whole[:-20])
        assert f": 1 graphs sent ({wanted(small)[other.graphs[-1]]} quads)" in run(capsys, *order)[1]
        assert len(journal.read_bytes().splitlines()) == total + 3, "it is written anew before it is added to"

        journal.write_bytes(whole.replace(b'"begun"', b'"began"', 1))
        code, _, err = run(capsys, *order)
        assert (code, err) == (
            2,
            f"wpkgraph: {journal}:2: the journal is damaged; remove it, and all graphs are sent again\n",
        )

        for text in (b"", b"my notes\n", b"[" * 100_000 + b"\n", b'{"format": "wpkgraph push journal 1"}\n', b"\xff\n"):
            journal.write_bytes(text)
            code, _, err = run(capsys, *order)
            assert (code, err) == (
                2,
                f"wpkgraph: {journal}: is no journal of wpkgraph push; name another file with --journal\n",
            )
            assert journal.read_bytes() == text, "a file of others is left as it was"

        journal.write_bytes(whole)
        code, _, err = run(capsys, small, f"{other.url}/another", "--journal", journal)
        assert code == 2
        assert f"is the journal of another server, {url}; name another file" in err

        for bad, why in (
            (tmp_path / "none" / "j", "can't be written: No such file"),
            (tmp_path, "can't be read: Is a"),
        ):
            before = len(other.calls)
            code, _, err = run(capsys, small, url, "--journal", bad)
            assert code == 2
            assert why in err
            assert len(other.calls) == before, "what can't be noted is not sent"


def test_damaged_outputs_and_none(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quads = small / "graph.nq"
    text = quads.read_text(encoding="utf-8")
    with stub(lambda call, before: OK) as other:
        quads.write_text("".join(text.splitlines(keepends=True)[:-5]), encoding="utf-8")
        code, _, err = run(capsys, small, f"{other.url}/store")
        assert (code, err) == (2, f"wpkgraph: {quads}: is not as it was written; build it again\n")
        report = json.loads((small / "report.json").read_text(encoding="utf-8"))
        (small / "report.json").write_text(json.dumps(report | {"files": {}}), encoding="utf-8")
        quads.write_text("x" + text[:50], encoding="utf-8")
        code, _, err = run(capsys, small, f"{other.url}/store")
        assert code == 2
        assert "line 1 is no statement of a graph" in err
        assert run(capsys, tmp_path / "nothing", f"{other.url}/store")[0] == 2
    assert other.calls == []


def test_unions_that_can_not_be_meant(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = "http://127.0.0.1:9/store"
    code, _, err = run(capsys, small, url, "--union-graph", sorted(wanted(small))[0])
    assert code == 2
    assert "is a graph of the output; name another one for the union" in err
    for name in ("all", "http://x/a b", "urn:x> } INSERT", "http://x/\u202e"):
        code, _, err = run(capsys, small, url, f"--union-graph={name}")
        assert code == 2
        assert "is not an absolute IRI" in err
    for options in (("--no-union", "--default-graph"), ("--no-union", "--union-graph=urn:x:y"), ("--union-graph=",)):
        code, _, err = run(capsys, small, url, *options)
        assert code == 2
        assert "--union-graph takes an IRI; --no-union goes without it" in err
