import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * The agent: does what the lines on its standard input say, and answers each with a line of JSON. Times are microseconds.
 *
 * <pre>
 * fixed PORT PATH RATE SECONDS                   requests on 8 connections, each sent when it is due
 * streams PORT PATH RATE SECONDS EVENTS EVERY    the same with streams, of so many events so many milliseconds apart
 * hold PORT PATH COUNT SECONDS                   streams that stay open, an event a second; a line when all are, one at the end
 * </pre>
 *
 * A request that is sent late, because its connection still waits for the answer before, counts from when it was due.
 * The first argument is what to send as {@code Authorization}.
 */
class Load {
    private static final int CONNECTIONS = 8;

    /** What a request took, or of a stream its first byte; and what its events took from being written to being read. */
    private record Times(List<Long> first, List<Long> events, int late, int failed) {}

    /** One connection's share of the requests. */
    private record Share(int port, String head, String body, boolean isStream) {}

    private static String authorization = "";

    public static void main(String[] arguments) throws Exception {
        authorization = arguments[0];
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(run(line.split(" ")));
        }
    }

    private static String run(String[] words) throws Exception {
        int port = Integer.parseInt(words[1]);
        int number = Integer.parseInt(words[3]);
        int seconds = Integer.parseInt(words[4]);
        return switch (words[0]) {
            case "fixed" -> fixed(new Share(port, words[2], "Say hello to the people who build it.", false), number, seconds);
            case "streams" -> fixed(
                    new Share(port, words[2], "events=" + words[5] + " every=" + words[6], true), number, seconds);
            case "hold" -> hold(new Share(port, words[2], "events=100000 every=1000", true), number, seconds);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static String fixed(Share share, int rate, int seconds) throws Exception {
        int requests = rate * seconds;
        long gap = 1_000_000_000L / rate;
        long begin = System.nanoTime() + 50_000_000;
        List<Times> parts = all(CONNECTIONS, share, (wire, nr, times) -> {
            for (int i = nr; i < requests; i += CONNECTIONS) {
                request(wire, begin + i * gap, times);
            }
        });
        return json(parts);
    }

    private static void request(Wire wire, long due, Part times) throws IOException {
        long from = System.nanoTime();
        if (from > due) {
            times.late++;
            from = due;
        } else {
            for (; from < due; from = System.nanoTime()) {
                LockSupport.parkNanos(due - from);
            }
        }
        times.first.add(wire.exchange(times.events) - from);
    }

    private static String hold(Share share, int count, int seconds) throws Exception {
        CountDownLatch open = new CountDownLatch(count);
        long begin = System.nanoTime();
        Thread announcer = Thread.startVirtualThread(() -> announce(open));
        List<Times> parts = all(count, share, (wire, nr, times) -> {
            LockSupport.parkNanos(begin + nr * 2_000_000L - System.nanoTime());
            long sent = System.nanoTime();
            times.first.add(wire.open(times.events) - sent);
            times.events.clear();
            open.countDown();
            if (open.await(60, TimeUnit.SECONDS)) {
                // What came while others were still being opened has waited here, and not on its way.
                wire.events(times.events, System.nanoTime() + 1_000_000_000L);
                times.events.clear();
                wire.events(times.events, System.nanoTime() + seconds * 1_000_000_000L);
            }
        });
        announcer.join();
        return json(parts);
    }

    private static void announce(CountDownLatch open) {
        try {
            System.out.println("{\"open\": " + open.await(60, TimeUnit.SECONDS) + "}");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void on(Wire wire, int nr, Part times) throws IOException, InterruptedException;
    }

    private static final class Part {
        private final List<Long> first = new ArrayList<>();
        private final List<Long> events = new ArrayList<>();
        private int late;
        private int failed;
    }

    /** The few of a fixed rate each have a thread of the system, which a timer and an answer wake without a detour. */
    private static List<Times> all(int count, Share share, Work work) throws InterruptedException {
        Part[] parts = new Part[count];
        List<Thread> threads = new ArrayList<>();
        IntConsumer one = nr -> {
            Part part = parts[nr];
            try (Wire wire = new Wire(share.port(), share.head(), authorization, share.body(), share.isStream())) {
                work.on(wire, nr, part);
            } catch (IOException e) {
                part.failed++;
                System.err.println("[bench] " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        for (int i = 0; i < count; i++) {
            int nr = i;
            parts[nr] = new Part();
            Thread.Builder builder = count > CONNECTIONS ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
            threads.add(builder.start(() -> one.accept(nr)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return Arrays.stream(parts).map(p -> new Times(p.first, p.events, p.late, p.failed)).toList();
    }

    private static String json(List<Times> parts) {
        long[] first = sorted(parts.stream().map(Times::first).toList());
        long[] events = sorted(parts.stream().map(Times::events).toList());
        return String.format(Locale.ROOT, "{\"count\": %d, \"p50\": %.1f, \"p99\": %.1f, \"max\": %.1f, \"events\": %d, "
                        + "\"event_p50\": %.1f, \"event_p99\": %.1f, \"late\": %d, \"failed\": %d}",
                first.length, at(first, .5), at(first, .99), at(first, 1), events.length, at(events, .5), at(events, .99),
                parts.stream().mapToInt(Times::late).sum(), parts.stream().mapToInt(Times::failed).sum());
    }

    private static long[] sorted(List<List<Long>> nanos) {
        return nanos.stream().flatMap(List::stream).mapToLong(Long::longValue).sorted().toArray();
    }

    private static double at(long[] nanos, double part) {
        return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, nanos.length * part)] / 1e3;
    }
}
