package dev.fishnet.proxy;

import dev.fishnet.alert.AlertPort;
import dev.fishnet.audit.AuditStorePort;
import dev.fishnet.policy.BaselineStorePort;
import dev.fishnet.spend.Spending;
import dev.fishnet.user.PeerIdentityPort;
import dev.fishnet.vault.CredentialSource;
import java.time.InstantSource;

/**
 * What a gateway asks and tells while it runs. All of it stays the caller's, who closes it once the gateway has
 * stopped.
 *
 * @param credentials the keys of upstreams
 * @param peers whose the other end of a connection is
 * @param spending ledger and books
 * @param log where every decision is written
 * @param alerts what an operator should hear of
 * @param baselines what agents' prompts looked like at first
 * @param clock of days, months and entries of the log
 */
public record GatewayPorts(
        CredentialSource credentials,
        PeerIdentityPort peers,
        Spending spending,
        AuditStorePort log,
        AlertPort alerts,
        BaselineStorePort baselines,
        InstantSource clock) {}
