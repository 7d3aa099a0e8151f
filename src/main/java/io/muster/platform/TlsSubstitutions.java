package io.muster.platform;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.CipherSuiteFilter;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextOption;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * Keeps OpenSSL out of the native executable. Quarkus 3.33.2 replaces the method of Netty that makes a client's TLS
 * context by one that knows the JDK's TLS alone; since Netty 4.1.136 the builder calls an overload that Quarkus does not
 * replace. This class replaces that overload in the same way, and can be removed with a Quarkus that replaces both.
 */
final class TlsSubstitutions {

    private TlsSubstitutions() {}

    @TargetClass(className = "io.netty.handler.ssl.ResumptionController")
    static final class Resumption {

        @Alias
        Resumption() {}
    }

    @TargetClass(className = "io.netty.handler.ssl.JdkSslClientContext")
    static final class JdkClientContext {

        @Alias
        JdkClientContext(
                Provider sslContextProvider,
                X509Certificate[] trustCert,
                TrustManagerFactory trustManagerFactory,
                X509Certificate[] keyCertChain,
                PrivateKey key,
                String keyPassword,
                KeyManagerFactory keyManagerFactory,
                Iterable<String> ciphers,
                CipherSuiteFilter cipherFilter,
                ApplicationProtocolConfig apn,
                String[] protocols,
                long sessionCacheSize,
                long sessionTimeout,
                SecureRandom secureRandom,
                String keyStoreType,
                String endpointIdentificationAlgorithm,
                Resumption resumptionController)
                throws SSLException {}
    }

    @TargetClass(SslContext.class)
    static final class ClientContexts {

        private ClientContexts() {}

        /** The JDK's TLS does not look at {@code startTls}, in Netty's own method either. */
        @Substitute
        static SslContext newClientContextInternal(
                SslProvider provider,
                Provider sslContextProvider,
                X509Certificate[] trustCert,
                TrustManagerFactory trustManagerFactory,
                X509Certificate[] keyCertChain,
                PrivateKey key,
                String keyPassword,
                KeyManagerFactory keyManagerFactory,
                Iterable<String> ciphers,
                CipherSuiteFilter cipherFilter,
                ApplicationProtocolConfig apn,
                String[] protocols,
                long sessionCacheSize,
                long sessionTimeout,
                boolean startTls,
                boolean enableOcsp,
                SecureRandom secureRandom,
                String keyStoreType,
                String endpointIdentificationAlgorithm,
                Map.Entry<SslContextOption<?>, Object>[] options)
                throws SSLException {
            if (enableOcsp) {
                throw new IllegalArgumentException("OCSP is not supported with this SslProvider: " + provider);
            }
            return (SslContext) (Object) new JdkClientContext(
                    sslContextProvider,
                    trustCert,
                    trustManagerFactory,
                    keyCertChain,
                    key,
                    keyPassword,
                    keyManagerFactory,
                    ciphers,
                    cipherFilter,
                    apn,
                    protocols,
                    sessionCacheSize,
                    sessionTimeout,
                    secureRandom,
                    keyStoreType,
                    endpointIdentificationAlgorithm,
                    new Resumption());
        }
    }
}
