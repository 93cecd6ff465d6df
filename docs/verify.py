#!/usr/bin/env python3
"""Checks an exchange file of version 1 without Three Lists: Python's standard library and openssl are all it needs.

    python3 verify.py file.json

Prints each log that holds, with its last hash, or says what does not hold and ends with status 1. It checks what
exchange-format.md says of actors, chains, seals and the maker's signature; what the ops mean it does not look at.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tempfile

# What DER puts before the 32 bytes of an Ed25519 public key (RFC 8410).
DER = bytes.fromhex("302a300506032b6570032100")


def decoded(text):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    # Python passes over what is no base64url.
    require(encoded(data) == text, "a hash, key or signature is not written as it must be")
    return data


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def canonical(value):
    """RFC 8785, for texts, whole numbers, lists and objects."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def once(pairs):
    keys = [key for key, _ in pairs]
    require(len(keys) == len(set(keys)), "a key stands twice")
    return dict(pairs)


def require(holds, what):
    if not holds:
        sys.exit(f"does not hold: {what}")


def signed(key, text, signature, what):
    """One Ed25519 signature, by openssl."""
    with tempfile.TemporaryDirectory() as room:
        for name, data in (("key", DER + decoded(key)), ("text", text.encode()), ("signature", decoded(signature))):
            with open(f"{room}/{name}", "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", f"{room}/key"]
        command += ["-in", f"{room}/text", "-sigfile", f"{room}/signature"]
        require(subprocess.run(command, capture_output=True).returncode == 0, what)


def actor_of(key):
    return hashlib.sha256(decoded(key)).hexdigest()[:32]


def head_of(log):
    """The chain's hash after the last op of a log."""
    name = f"log of {log['actor']}, {log['scope']}"
    require(actor_of(log["key"]) == log["actor"], f"{name}: the key is another's")
    require(log["ops"] and log["from"] >= 1, f"{name}: no ops, or no place for them")
    head = decoded(log["prev"])
    if log["from"] == 1:
        begins = f"three-lists/log/1\n{log['actor']}\n{log['scope']}\n"
        require(head == hashlib.sha256(begins.encode()).digest(), f"{name}: it begins elsewhere")
    for op in log["ops"]:
        head = hashlib.sha256(head + canonical(op).encode()).digest()
    return encoded(head)


def verify(file):
    require(file["format"] == "three-lists" and file["version"] == 1, "the format and its version")
    covers = []
    for log in file["logs"]:
        head, last = head_of(log), log["from"] + len(log["ops"]) - 1
        seal = f"three-lists/seal/1\n{file['workspace']}\n{log['actor']}\n{log['scope']}\n{last}\n{head}\n"
        signed(log["key"], seal, log["seal"], f"the seal of {log['actor']}, {log['scope']}")
        covers.append({"actor": log["actor"], "scope": log["scope"], "from": log["from"], "last": last, "head": head})
        print(f"{log['actor']} {log['scope']} {log['from']}-{last} {head}")
    cover = {key: value for key, value in file.items() if key != "signature"}
    cover["logs"] = covers
    cover.setdefault("base", None)
    maker = file["from"]
    require(actor_of(maker["key"]) == maker["actor"], "the maker's key is another's")
    signed(maker["key"], "three-lists/file/1\n" + canonical(cover), file["signature"], "the maker's signature")
    print("holds")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8-sig") as file:
        verify(json.load(file, object_pairs_hook=once))
