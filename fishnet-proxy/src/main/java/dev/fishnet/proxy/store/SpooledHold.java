package dev.fishnet.proxy.store;

import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.upstream.UpstreamName;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/** Money that is held, as the spool has it. */
final class SpooledHold {
    private SpooledHold() {}

    static byte[] bytes(SpendRecord.Held held) {
        Reservation reservation = held.reservation();
        SpendClaim claim = reservation.claim();
        byte[] agent = utf8(claim.agent().value());
        byte[] upstream = utf8(claim.upstream().value());
        byte[] what = utf8(claim.what());
        return ByteBuffer.allocate(4 * Long.BYTES + 3 * Integer.BYTES + agent.length + upstream.length + what.length)
                .putLong(held.id())
                .putLong(held.at().toEpochMilli())
                .putLong(reservation.day().toEpochDay())
                .putLong(claim.atMost().value())
                .putInt(agent.length)
                .put(agent)
                .putInt(upstream.length)
                .put(upstream)
                .putInt(what.length)
                .put(what)
                .array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IOException when it is none */
    static SpendRecord.Held read(byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            long id = in.getLong();
            Instant at = Instant.ofEpochMilli(in.getLong());
            LocalDate day = LocalDate.ofEpochDay(in.getLong());
            MicroUsd atMost = new MicroUsd(in.getLong());
            SpendClaim claim = new SpendClaim(new AgentName(text(in)), new UpstreamName(text(in)), text(in), atMost);
            if (in.hasRemaining()) {
                throw new IOException("a hold that does not end");
            }
            return new SpendRecord.Held(id, at, new Reservation(id, claim, day));
        } catch (BufferUnderflowException e) {
            throw new IOException("a hold that is cut off", e);
        }
    }

    private static String text(ByteBuffer in) throws IOException {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IOException("a hold with a text of " + length + " bytes");
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
