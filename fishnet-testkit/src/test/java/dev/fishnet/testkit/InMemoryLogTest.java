package dev.fishnet.testkit;

import dev.fishnet.audit.AuditStorePort;

class InMemoryLogTest implements AuditStorePortContract {
    @Override
    public AuditStorePort newLog() {
        return new InMemoryLog();
    }

    @Override
    public AuditStorePort reopen(AuditStorePort log) {
        return ((InMemoryLog) log).reopen();
    }

    @Override
    public void shut(AuditStorePort log) {
        ((InMemoryLog) log).fail();
    }
}
