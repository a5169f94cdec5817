package dev.fishnet.testkit;

import dev.fishnet.spend.SpendStorePort;

class InMemoryBooksTest implements SpendStorePortContract {
    @Override
    public SpendStorePort newStore() {
        return new InMemoryBooks();
    }

    @Override
    public SpendStorePort reopen(SpendStorePort store) {
        return ((InMemoryBooks) store).reopen();
    }
}
