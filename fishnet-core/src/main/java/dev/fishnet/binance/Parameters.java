package dev.fishnet.binance;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A request's parameters, each one known to its endpoint and with a value it may have. */
final class Parameters {
    /** Client libraries always send them; the agent does not choose them, and has no key to sign with. */
    private static final Set<String> OURS = Set.of("timestamp", "recvWindow", "signature");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Map<Parameter, String> values;

    private Parameters(Map<Parameter, String> values) {
        this.values = values;
    }

    static Parameters read(Endpoint endpoint, String query, String body) throws RefusedParametersException {
        Map<Parameter, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> given : FormReader.read(query, body).entrySet()) {
            if (!OURS.contains(given.getKey())) {
                Parameter parameter = endpoint.parameter(given.getKey())
                        .orElseThrow(() -> new RefusedParametersException(
                                "there is a parameter that Fishnet does not pass on; it passes on: "
                                        + endpoint.keys()));
                values.put(parameter, checked(parameter, given.getValue()));
            }
        }
        return new Parameters(values);
    }

    private static String checked(Parameter parameter, String value) throws RefusedParametersException {
        if (!parameter.takes(value)) {
            throw new RefusedParametersException(
                    "the parameter " + parameter.key() + " must be " + parameter.expected());
        }
        return value;
    }

    Optional<String> value(Parameter parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    boolean has(Parameter parameter) {
        return values.containsKey(parameter);
    }

    /** In the one spelling in which it is signed and sent. */
    String query() {
        return values.entrySet().stream()
                .map(parameter -> parameter.getKey().key() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                out.append((char) octet);
            } else {
                out.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return out.toString();
    }

    /** RFC 3986, section 2.3. */
    private static boolean isUnreserved(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || "-._~".indexOf(octet) >= 0;
    }
}
