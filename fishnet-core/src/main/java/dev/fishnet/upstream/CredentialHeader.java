package dev.fishnet.upstream;

/**
 * Where an upstream wants its credential.
 *
 * @param name the header field, in lower case
 * @param prefix what stands before the secret in the field's value, for example {@code "Bearer "}; may be empty
 */
public record CredentialHeader(String name, String prefix) {}
