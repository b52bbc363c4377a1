"""The AWS CLI, started once and forked for each command: most of the time of an `aws` goes into its start. `start`
makes a folder with a program `aws` that gives its words, its environment and its streams to such a fork."""

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import traceback

#: Of a message: words, environment and folder. Policies are far shorter.
MOST = 1 << 20

CLIENT = """#!{python} -IS
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
server.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, {most})
server.connect({address!r})
asked = json.dumps([sys.argv[1:], dict(os.environ), os.getcwd()]).encode()
socket.send_fds(server, [asked], [0, 1, 2])
sys.exit((server.recv(1) or b"\\x01")[0])
"""


def start(home):
    """Starts it for as long as this program runs; the folder of `aws`."""
    folder = os.path.join(home, "bin")
    os.mkdir(folder)
    address = os.path.join(home, "aws.socket")
    # It ends when its standard input does.
    server = subprocess.Popen([sys.executable, __file__, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdout.readline() == b"ready\n", "the AWS CLI has not started"
    program = os.path.join(folder, "aws")
    with open(program, "w", encoding="utf-8") as file:
        file.write(CLIENT.format(python=sys.executable, most=MOST, address=address))
    os.chmod(program, 0o755)
    return folder


def serve(address):
    from awscli.clidriver import create_clidriver

    driver = create_clidriver()
    for service in ("iam", "kms", "lambda", "logs", "s3", "sts"):
        driver.session.get_service_model(service)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind(address)
    listener.listen(64)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    events = selectors.DefaultSelector()
    for one in (listener, sys.stdin):
        events.register(one, selectors.EVENT_READ)
    while True:
        if any(key.fileobj is sys.stdin for key, _ in events.select()):
            return
        connection, _ = listener.accept()
        if os.fork() == 0:
            answer(connection, driver)
        connection.close()


def answer(connection, driver):
    """One command, in a process of its own."""
    status = 255
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        asked, streams, _, _ = socket.recv_fds(connection, MOST, 3)
        words, environment, folder = json.loads(asked)
        for to, stream in enumerate(streams):
            os.dup2(stream, to)
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        sys.stdout, sys.stderr = (open(to, "w", encoding="utf-8", closefd=False) for to in (1, 2))
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        sys.argv = ["aws", *words]
        status = driver.main(words)
        sys.stdout.flush()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        connection.send(bytes([status & 255]))
        os._exit(status & 255)


if __name__ == "__main__":
    serve(sys.argv[1])
