package dev.fishnet.platform.macos;

import dev.fishnet.error.FishnetException;
import dev.fishnet.signing.ApprovalKey;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** An approval key in the Secure Enclave; closing waits for who is signing. */
final class EnclaveApprovalKey implements ApprovalKey {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final SecureEnclave.Key key;
    private boolean closed;

    EnclaveApprovalKey(SecureEnclave.Key key) {
        this.key = key;
    }

    @Override
    public byte[] publicKey() throws FishnetException {
        return whileOpen(() -> key.publicKey().clone());
    }

    @Override
    public byte[] sign(byte[] message) throws FishnetException {
        return whileOpen(() -> key.sign(message));
    }

    private byte[] whileOpen(Use use) throws FishnetException {
        Lock reading = lock.readLock();
        reading.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the approval key has been closed");
            }
            return use.now();
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void close() {
        Lock writing = lock.writeLock();
        writing.lock();
        try {
            if (!closed) {
                closed = true;
                key.close();
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public String toString() {
        return "EnclaveApprovalKey";
    }

    private interface Use {
        byte[] now() throws FishnetException;
    }
}
