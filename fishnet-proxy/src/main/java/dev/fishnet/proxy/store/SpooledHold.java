package dev.fishnet.proxy.store;

import dev.fishnet.policy.AgentName;
import dev.fishnet.spend.MicroUsd;
import dev.fishnet.spend.Reservation;
import dev.fishnet.spend.SpendClaim;
import dev.fishnet.spend.SpendRecord;
import dev.fishnet.upstream.UpstreamName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;

/** Money that is held, as the spool has it. */
final class SpooledHold {
    private SpooledHold() {}

    static byte[] bytes(SpendRecord.Held held) {
        Reservation reservation = held.reservation();
        SpendClaim claim = reservation.claim();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(held.id());
            out.writeLong(held.at().toEpochMilli());
            out.writeLong(reservation.day().toEpochDay());
            out.writeLong(claim.atMost().value());
            out.writeUTF(claim.agent().value());
            out.writeUTF(claim.upstream().value());
            out.writeUTF(claim.what());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when it is none */
    static SpendRecord.Held read(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            long id = in.readLong();
            Instant at = Instant.ofEpochMilli(in.readLong());
            LocalDate day = LocalDate.ofEpochDay(in.readLong());
            MicroUsd atMost = new MicroUsd(in.readLong());
            SpendClaim claim =
                    new SpendClaim(new AgentName(in.readUTF()), new UpstreamName(in.readUTF()), in.readUTF(), atMost);
            if (in.read() >= 0) {
                throw new IOException("a hold that does not end");
            }
            return new SpendRecord.Held(id, at, new Reservation(id, claim, day));
        }
    }
}
