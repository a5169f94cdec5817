package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** An agent and one of its subordinate uids, sending datagrams in both IP families as fast as they can. */
final class Flood implements AutoCloseable {
    /** Every attempt counts, refused or not; a line on standard input is answered with the sum. */
    private static final String PROGRAM = """
            import mmap, os, socket, sys
            counts = mmap.mmap(-1, 4096)
            targets = (socket.AF_INET, '192.0.2.2'), (socket.AF_INET6, '2001:db8::2')
            uids = [int(uid) for uid in sys.argv[1:]]
            for at, uid in enumerate(uids):
                if os.fork() == 0:
                    os.setgroups([])
                    os.setresuid(uid, uid, uid)
                    sends = []
                    for family, address in targets:
                        s = socket.socket(family, socket.SOCK_DGRAM)
                        s.connect((address, 4443))
                        sends.append(s.send)
                    sent, parent = 0, os.getppid()
                    while os.getppid() == parent:
                        for _ in range(500):
                            for send in sends:
                                try: send(b'leak')
                                except OSError: pass
                        sent += 500 * len(sends)
                        counts[at * 8:at * 8 + 8] = sent.to_bytes(8, 'little')
            for line in sys.stdin:
                print(sum(int.from_bytes(counts[at * 8:at * 8 + 8], 'little') for at in range(len(uids))), flush=True)
            """;

    private final Process process;

    private Flood(Process process) {
        this.process = process;
    }

    /** Starts it, and waits until it has begun. */
    static Flood start(Host host, long... uids) throws IOException {
        Stream<String> words = Stream.of("/usr/bin/python3", "-c", PROGRAM);
        List<String> argv = Stream.concat(words, Arrays.stream(uids).mapToObj(String::valueOf))
                .toList();
        Flood flood = new Flood(new ProcessBuilder(host.inside(argv))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        assertTrue(Eventually.isTrue(() -> flood.sent() > 1000), "the flood has to begin");
        return flood;
    }

    /** How many packets it has tried to send. */
    long sent() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).append("?\n").flush();
            return Long.parseLong(
                    process.inputReader(StandardCharsets.UTF_8).readLine().strip());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }
}
