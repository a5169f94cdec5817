package dev.fishnet.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A P-256 key pair and the certificate that names it. */
record IssuedKey(KeyPair keys, X509Certificate certificate) {
    private static final X500Name AUTHORITY = new X500Name("CN=Fishnet test authority");
    private static final X500Name SERVER = new X500Name("CN=Fishnet test server");

    static IssuedKey authority(Instant start, Instant end) {
        try {
            KeyPair keys = newKeys();
            X509v3CertificateBuilder certificate = builder(AUTHORITY, keys, start, end);
            certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new IssuedKey(keys, signed(certificate, keys));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server's key under this one. */
    IssuedKey issue(Instant start, Instant end, String... names) {
        try {
            KeyPair subject = newKeys();
            X509v3CertificateBuilder server = builder(SERVER, subject, start, end);
            server.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
            server.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            server.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            return new IssuedKey(subject, signed(server, keys));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509v3CertificateBuilder builder(X500Name subject, KeyPair keys, Instant start, Instant end) {
        BigInteger serial = new BigInteger(96, new SecureRandom());
        return new JcaX509v3CertificateBuilder(
                AUTHORITY, serial, Date.from(start), Date.from(end), subject, keys.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder certificate, KeyPair issuer)
            throws GeneralSecurityException, OperatorCreationException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
    }

    private static GeneralNames alternativeNames(String... names) {
        return new GeneralNames(Arrays.stream(names).map(IssuedKey::generalName).toArray(GeneralName[]::new));
    }

    private static GeneralName generalName(String name) {
        boolean address = name.contains(":") || name.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
