package io.muster.access;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The issuer's key pair: one for the JVM, since test resources and tests live in class loaders of their own. */
final class Keys {

    private static final String PRIVATE = "muster.access.private-key";
    private static final String PUBLIC = "muster.access.public-key";

    private Keys() {}

    static PrivateKey signing() {
        ensure();
        return read(PRIVATE, (keys, bytes) -> keys.generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    }

    static RSAPublicKey published() {
        ensure();
        return read(PUBLIC, (keys, bytes) -> (RSAPublicKey) keys.generatePublic(new X509EncodedKeySpec(bytes)));
    }

    /** A key pair that nobody has published. */
    static KeyPair another() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ensure() {
        synchronized (Runtime.getRuntime()) {
            if (System.getProperty(PRIVATE) == null) {
                KeyPair pair = another();
                System.setProperty(PUBLIC, encoded(pair.getPublic().getEncoded()));
                System.setProperty(PRIVATE, encoded(pair.getPrivate().getEncoded()));
            }
        }
    }

    private static String encoded(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    private interface Reader<K> {
        K read(KeyFactory keys, byte[] bytes) throws GeneralSecurityException;
    }

    private static <K> K read(String property, Reader<K> reader) {
        try {
            return reader.read(
                    KeyFactory.getInstance("RSA"), Base64.getDecoder().decode(System.getProperty(property)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
