package dev.fishnet.bench;

import dev.fishnet.llm.AnswerMeter;
import dev.fishnet.llm.LlmApi;
import dev.fishnet.proxy.key.HeldKey;
import dev.fishnet.proxy.key.KeyMask;
import dev.fishnet.proxy.key.UnusableKeyException;
import dev.fishnet.spend.Usage;
import dev.fishnet.vault.SecretBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What is done to an answer's bytes as they pass. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class Answers {
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12,\"total_tokens\":21}}";
    private static final byte[] PLAIN = ("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,"
                    + "\"model\":\"gpt-5-mini\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                    + "Hello, you who build it. ".repeat(31) + "\"},\"finish_reason\":\"stop\"}]," + USAGE)
            .getBytes(StandardCharsets.UTF_8);
    private static final String CHUNK =
            "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                    + "\"model\":\"gpt-5-mini\",\"choices\":[";
    private static final byte[] STREAM = ((CHUNK
                                    + "{\"index\":0,\"delta\":{\"content\":\"Hello \"},\"finish_reason\":null}],\"usage\":null}\n\n")
                            .repeat(20)
                    + CHUNK + "]," + USAGE + "\n\ndata: [DONE]\n\n")
            .getBytes(StandardCharsets.UTF_8);

    private HeldKey key;
    private ByteBuf direct;

    @Setup
    public void open() throws UnusableKeyException {
        key = HeldKey.of(SecretBytes.takeFrom("sk-bench-0123456789abcdefghij".getBytes(StandardCharsets.US_ASCII)));
        direct = Unpooled.unreleasableBuffer(Unpooled.directBuffer(PLAIN.length).writeBytes(PLAIN));
    }

    @TearDown
    public void close() {
        key.release();
    }

    @Benchmark
    public Optional<Usage> answerOf1KiB() {
        return usage(false, PLAIN);
    }

    @Benchmark
    public Optional<Usage> streamOfTwentyEvents() {
        return usage(true, STREAM);
    }

    private static Optional<Usage> usage(boolean streamed, byte[] bytes) {
        AnswerMeter meter = AnswerMeter.of(LlmApi.CHAT_COMPLETIONS, streamed, false);
        meter.pass(ByteBuffer.wrap(bytes));
        meter.finish();
        return meter.usage();
    }

    /** Looks for the key in 1 KiB that does not have it. */
    @Benchmark
    public int keyMaskOver1KiB() {
        try (KeyMask mask = new KeyMask(key, PooledByteBufAllocator.DEFAULT)) {
            return mask.pass(direct).readableBytes();
        }
    }
}
