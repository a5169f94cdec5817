package dev.fishnet.bench;

import dev.fishnet.crypto.Argon2id;
import dev.fishnet.crypto.Ed25519;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Cryptography that is slow on purpose, or slow by nature. */
@State(Scope.Thread)
public class Keys {
    private final byte[] seed = new byte[Ed25519.SEED_BYTES];
    private final byte[] message = new byte[200];
    private final byte[] publicKey = Ed25519.publicKey(seed);
    private final byte[] signature = Ed25519.sign(seed, message);

    /** With the vault's defaults: what a password costs. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    public byte[] argon2idOf256MiB() {
        return Argon2id.derive(new byte[16], new byte[16], 256 * 1024, 3, 1, 32);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public byte[] ed25519Sign() {
        return Ed25519.sign(seed, message);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public boolean ed25519Verify() {
        return Ed25519.verifies(publicKey, message, signature);
    }
}
