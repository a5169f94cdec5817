package dev.fishnet.proxy;

import dev.fishnet.policy.DenialCode;
import dev.fishnet.upstream.UpstreamName;
import dev.fishnet.vault.CredentialId;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import javax.net.ssl.SSLException;

/** What an agent is told when the upstream could not be reached, or answered in a way that is not passed on. */
final class UpstreamFaults {
    private UpstreamFaults() {}

    static Refusal of(Throwable cause) {
        if (cause instanceof NoPlaceException) {
            return RequestFaults.tooManyConnections();
        }
        if (cause instanceof AddressRefusedException) {
            return Refusal.of(
                    DenialCode.UPSTREAM_ADDRESS_REFUSED,
                    "The upstream's name leads to an address that is not public; the operator can allow that.");
        }
        return cause instanceof SSLException || cause.getCause() instanceof SSLException
                ? Refusal.of(
                        DenialCode.UPSTREAM_TLS_FAILED,
                        "TLS with the upstream failed: its certificate may not be trusted.")
                : Refusal.of(DenialCode.UPSTREAM_UNREACHABLE, "The upstream could not be reached.");
    }

    static Refusal noCredential(UpstreamName upstream) {
        return Refusal.of(DenialCode.NO_CREDENTIAL, "No key is stored for this upstream. " + addKey(upstream));
    }

    static Refusal noCredential(CredentialId missing) {
        return Refusal.of(
                DenialCode.NO_CREDENTIAL,
                "No " + missing.name() + " is stored for this upstream. " + addKey(missing.upstream()) + " --name "
                        + missing.name());
    }

    static Refusal unusableCredential(UpstreamName upstream) {
        return Refusal.of(DenialCode.CREDENTIAL_UNUSABLE, "The stored key cannot be sent. " + addKey(upstream));
    }

    private static String addKey(UpstreamName upstream) {
        return "The operator adds one with: fishnet add-key --service " + upstream;
    }

    static Refusal cutOff() {
        return Refusal.of(
                DenialCode.UPSTREAM_UNREACHABLE, "The upstream closed the connection before it had answered.");
    }

    static Refusal unreadable(Throwable cause) {
        return cause instanceof PrematureChannelClosureException ? cutOff() : malformed();
    }

    static Refusal malformed() {
        return Refusal.of(
                DenialCode.UPSTREAM_MALFORMED, "The upstream's answer is malformed or too large in its head.");
    }

    static Refusal coded() {
        return Refusal.of(
                DenialCode.UPSTREAM_ENCODING_REFUSED,
                "The upstream's answer is compressed in a way that the gateway cannot read, though it was asked not to be.");
    }

    static Refusal tooSlow() {
        return Refusal.of(DenialCode.UPSTREAM_TIMEOUT, "The upstream did not answer in time.");
    }

    /** What the decoder lets through and an agent must not see. */
    static boolean inHead(HttpResponse head, int mostFields) {
        int status = head.status().code();
        return status < 200
                || status > 599
                || head.headers().size() > mostFields
                || !spoken(head.protocolVersion())
                || oddlyFramed(head.headers());
    }

    private static boolean spoken(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }

    private static boolean oddlyFramed(HttpHeaders headers) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return !codings.isEmpty() && (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked"));
    }
}
