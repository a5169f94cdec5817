package dev.fishnet.audit.replay;

import dev.fishnet.audit.AuditEntry;
import dev.fishnet.audit.AuditEntry.Denied;
import dev.fishnet.audit.AuditEntry.Intent;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A change to an entry that somebody could want to go unnoticed.
 *
 * @param what the difference that is to be told
 */
record Tampering(String name, String what, Function<AuditEntry, Optional<AuditEntry>> changing) {
    static Stream<Tampering> all() {
        return Stream.of(
                        RequestTamperings.intents(),
                        MoneyTamperings.held(),
                        RequestTamperings.denials(),
                        MoneyTamperings.refusals(),
                        MoneyTamperings.outcomes(),
                        RequestTamperings.others())
                .flatMap(each -> each);
    }

    Optional<AuditEntry> change(AuditEntry entry) {
        return changing.apply(entry).filter(changed -> !changed.equals(entry));
    }

    @Override
    public String toString() {
        return name;
    }

    static Tampering intent(String name, String what, UnaryOperator<Intent> change) {
        return new Tampering(
                "intent: " + name,
                what,
                entry -> entry instanceof Intent e ? Optional.of(change.apply(e)) : Optional.empty());
    }

    static Tampering denied(String name, String what, UnaryOperator<Denied> change) {
        return new Tampering(
                "denial: " + name,
                what,
                entry -> entry instanceof Denied e ? Optional.of(change.apply(e)) : Optional.empty());
    }
}
