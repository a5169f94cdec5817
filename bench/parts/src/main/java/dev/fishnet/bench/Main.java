package dev.fishnet.bench;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the parts that an expression chooses, with the collector the daemon has, and prints them as Markdown. */
public final class Main {
    /** JMH reads the sizes of objects with what JDK 24 began to warn of. */
    private static final String QUIET = "--sun-misc-unsafe-memory-access=allow";

    private static final List<Class<?>> PARTS =
            List.of(Judging.class, Answers.class, Log.class, Store.class, Callers.class, Keys.class);

    private Main() {}

    public static void main(String[] arguments) throws RunnerException {
        System.out.printf(
                "%s, JDK %s, Linux %s, %d processors%n%n| part | ns | ± | bytes allocated |%n|---|---|---|---|%n",
                LocalDate.now(ZoneId.systemDefault()),
                System.getProperty("java.vm.version"),
                System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors());
        for (Class<?> part : PARTS) {
            System.err.println("[bench] " + part.getSimpleName());
            try {
                new Runner(options(part, arguments[0])).run().forEach(Main::print);
            } catch (NoBenchmarksException e) {
                System.err.println("[bench] nothing of it is chosen");
            }
        }
    }

    private static Options options(Class<?> part, String expression) {
        return new OptionsBuilder()
                .include(part.getName().replace(".", "\\.") + "\\..*(?i:" + expression + ")")
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", QUIET)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static void print(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        String name = result.getParams().getBenchmark();
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f | %s |%n",
                name.substring("dev.fishnet.bench.".length()),
                time.getScore(),
                time.getScoreError(),
                bytes == null ? "" : String.format(Locale.ROOT, "%,.0f", bytes.getScore()));
    }
}
