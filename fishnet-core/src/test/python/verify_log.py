"""Verifies an exported log of Fishnet's; written from docs/log-format.md, with nothing of Fishnet's in it.
python3 verify_log.py LOG.jsonl CHECKPOINT VERIFIER-KEY"""
import base64, hashlib, json, re, sys
from datetime import datetime

# Keys in order. t text, n number, s time, d date, b true or false, l list, o object; its bytes at most; ? for "or not".
KINDS = {
    "opened": "origin:t1024 key:t1024", "policy": "policy:t settings:t1000000 prices:t",
    "prices": "prices:t table:t1000000", "intent": "asked:o judged:o credential:o?",
    "denied": "asked:o judged:o? code:t reason:t4096", "denied_more": "since:s asked:o code:t count:n",
    "outcome": "intent:n ending:t status:n? usage:o? cost:n? failure:t? took:n",
    "prompt": "intent:n body:t1000000 length:n", "act": "action:t uid:n? about:t1024 detail:t4096",
    "permit": "asked:o judged:o digest:t",
    "archived": "from:n to:n root:t file:t1024 hash:t origin:t1024 key:t1024"}
OBJECTS = {
    "asked": "uid:n? agent:t? upstream:t? method:t128 path:t16384 meant:t128? hash:t?",
    "judged": "policy:t delay:n? rules:l128? prompt:o? trade:o? money:o?",
    "prompt": "api:t model:t1024? streamed:b input:n? output:n? answers:n tier:t characters:n digest:t? secrets:l128? "
              "unpriced:l128? baseline:t?",
    "trade": "query:t16384? content_type:t16384? body:t98304 price:o?", "price": "answer:t16384?",
    "money": "agent:t upstream:t what:t1024 at_most:n held:o? refused:o?", "held": "reservation:n day:d percent:n",
    "refused": "scope:t cap:n used:n wanted:n resets:s", "credential": "upstream:t name:t version:n created:s",
    "usage": "input:n cache_read:n cache_write:n cache_write_long:n output:n tier:t"}
FIELD = re.compile(r"(\w+):([tnsdblo])(\d*)(\??)")
DAY = r"\d{4}-\d\d-\d\d"
FORMS = {"d": DAY, "s": DAY + r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z"}
TYPES = {"t": str, "s": str, "d": str, "b": bool, "l": list, "o": dict, "n": int}

def need(holds, why):
    if not holds:
        raise ValueError(why)

def spelt(value):
    if isinstance(value, dict):
        return "{" + ",".join(spelt(key) + ":" + spelt(each) for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(spelt, value)) + "]"
    if isinstance(value, str):
        return '"' + re.sub(r'["\\]', r"\\\g<0>", value).translate({c: "\\u%04x" % c for c in range(32)}) + '"'
    return str(value).lower()

def check(value, letter, most, key):
    need(type(value) is TYPES[letter], key + " has another type")
    if letter == "o":
        shape(value, OBJECTS[key])
        need(key != "money" or ("held" in value) != ("refused" in value), "money is either held or refused")
    elif letter in FORMS:
        need(re.fullmatch(FORMS[letter], value, re.ASCII) and value >= "1970", key + " is no time")
        datetime.fromisoformat(value.rstrip("Z"))
    elif letter == "n":
        need(-2 ** 63 <= value < 2 ** 63, key + " has more than 64 bits")
    elif letter == "t":
        need(len(spelt(value).encode()) - 2 <= int(most or 128), key + " is too long")
    elif letter == "l":
        need(0 < len(value) <= 64, key + " is empty or too long")
        for each in value:
            check(each, "t", most, key)

def shape(found, fields):
    left = list(found)
    for key, letter, most, optional in FIELD.findall(fields):
        if left[:1] == [key]:
            check(found[left.pop(0)], letter, most, key)
        else:
            need(optional, "no " + key + " where it belongs")
    need(not left, "a key where none belongs")

def read(line):
    need(len(line) <= 1048576, "it is too long")
    entry = json.loads(line.decode())
    need(spelt(entry).encode() == line, "it has another spelling")
    need(type(entry) is dict and entry.get("v") == 1 and entry.get("kind") in KINDS, "it is no entry of version 1")
    shape(entry, "v:n n:n at:s kind:t " + KINDS[entry["kind"]])
    return entry

def root(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(leaves[:k]) + root(leaves[k:])).digest()

# Ed25519 on plain coordinates: slow, and good enough for one signature.
P, ORDER = 2 ** 255 - 19, 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def add(a, b):
    k = D * a[0] * b[0] * a[1] * b[1]
    return ((a[0] * b[1] + b[0] * a[1]) * pow(1 + k, -1, P) % P, (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, -1, P) % P)

def times(n, point):
    return (0, 1) if n == 0 else add(times(n - 1, point), point) if n % 2 else times(n // 2, add(point, point))

def point(octets):
    y, sign = int.from_bytes(octets, "little") % 2 ** 255, octets[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    need(y < P and x * x % P == square and (x or not sign), "no point of the curve")
    return (x if x % 2 == sign else P - x, y)

def is_signed(public, message, signature):
    key, s = point(public), int.from_bytes(signature[32:], "little")
    need(len(signature) == 64 and s < ORDER and key != (0, 1) and times(ORDER, key) == (0, 1), "no key or signature")
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little")
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    return times(s, base) == add(point(signature[:32]), times(h % ORDER, key))

def checkpoint(note, verifier):
    name, key_id, key = verifier.split("+", 2)
    typed = base64.b64decode(key, validate=True)
    need(len(typed) == 33 and typed[0] == 1, "the verifier key is none of Ed25519")
    need(hashlib.sha256(name.encode() + b"\n" + typed).hexdigest()[:8] == key_id, "the verifier key has another id")
    text, _, below = note.rpartition("\n\n")
    signatures = [line.split(" ") for line in below.split("\n")[:-1]]
    own = [base64.b64decode(each[2], validate=True) for each in signatures if each[:2] == ["\u2014", name]]
    own = [each[4:] for each in own if each[:4].hex() == key_id]
    need(own and all(is_signed(typed[1:], text.encode() + b"\n", each) for each in own), "the checkpoint is not signed")
    origin, size, top = text.split("\n")[:3]
    need(origin == name and re.fullmatch("0|[1-9][0-9]*", size, re.ASCII), "the checkpoint is not this log's")
    return int(size), base64.b64decode(top, validate=True)

def verify(log, note, verifier):
    (size, top), own = checkpoint(note, verifier), (verifier.split("+")[0], verifier)
    lines, leaves, intents, open_ones = log.split(b"\n"), [], set(), set()
    for n, line in enumerate(lines[:-1]):
        try:
            entry = read(line)
            need(entry["n"] == n, "its index is %d, and not %d" % (entry["n"], n))
            need((entry["kind"] == "opened") == (n == 0), "the first entry opens the log, and no other")
            need("key" not in entry or (entry["origin"], entry["key"]) == own, "it names another log")
            if entry["kind"] == "intent":
                intents.add(n), open_ones.add(n)
            need(entry.get("intent", n) in intents or "intent" not in entry, "it belongs to no intent before it")
            if entry["kind"] == "outcome":
                need(entry["intent"] in open_ones, "its intent has an outcome already")
                open_ones.remove(entry["intent"])
        except (ValueError, TypeError, RecursionError) as why:
            raise ValueError("line %d: %s" % (n + 1, why))
        leaves.append(hashlib.sha256(b"\0" + line).digest())
    need(lines[-1] == b"", "line %d: it has no line feed" % len(lines))
    need(size <= len(leaves), "line %d: it is missing; the checkpoint is of %d entries" % (len(leaves) + 1, size))
    need(root(leaves[:size]) == top, "line 1 or one up to %d: it is not what was signed" % size)
    return "good: %d entries, %d of them signed, %d intents without outcome" % (len(leaves), size, len(open_ones))

if __name__ == "__main__":
    try:
        with open(sys.argv[1], "rb") as log, open(sys.argv[2], encoding="utf-8", newline="") as note:
            print(verify(log.read(), note.read(), sys.argv[3]))
    except (ValueError, IndexError) as why:
        sys.exit("bad: %s" % why)
