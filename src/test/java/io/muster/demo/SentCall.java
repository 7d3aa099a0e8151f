package io.muster.demo;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * An operation as the SDK's own client sends it.
 *
 * @param version of the API, in the query protocols; else empty
 * @param http method and path with its variables, for the REST protocols; empty for the others
 */
record SentCall(SdkModule module, String operation, String signingName, String version, String http) {

    private static final Pattern SIGNED = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/");

    static SentCall of(SdkModule module, String operation) {
        AtomicReference<String> version = new AtomicReference<>("");
        SdkHttpRequest sent = sent(module, operation, version);
        Matcher signed =
                SIGNED.matcher(sent.firstMatchingHeader("Authorization").orElse(""));
        if (!signed.find()) {
            throw new IllegalStateException(operation + " is not signed");
        }
        boolean rest = sent.firstMatchingHeader("X-Amz-Target").isEmpty()
                && !sent.firstMatchingHeader("Content-Type").orElse("").startsWith("application/x-www-form");
        String path = URLDecoder.decode(sent.encodedPath(), StandardCharsets.UTF_8);
        return new SentCall(module, operation, signed.group(1), version.get(), rest ? sent.method() + " " + path : "");
    }

    /** Whether two calls have the same name at the same service. */
    boolean isNamedAs(SentCall other) {
        return operation.equals(other.operation) && signingName.equals(other.signingName);
    }

    Row row() {
        return new Row(module.name(), signingName, operation, version, http);
    }

    private static SdkHttpRequest sent(SdkModule module, String operation, AtomicReference<String> version) {
        AtomicReference<SdkHttpRequest> sent = new AtomicReference<>();
        SdkPojo builder = module.request(operation);
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.location() == MarshallLocation.PATH) {
                field.set(builder, "{" + field.locationName() + "}");
            } else if (field.location() == MarshallLocation.GREEDY_PATH) {
                field.set(builder, "{" + field.locationName() + "+}");
            }
        }
        try (AutoCloseable client = module.client(
                URI.create("http://127.0.0.1:1"), AwsBasicCredentials.create("a", "b"), new Catching(sent, version))) {
            module.call(client, operation, ((Buildable) builder).build())
                    .handle((answer, notSent) -> notSent)
                    .join();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return sent.get();
    }

    /** Keeps what is about to be sent, and sends nothing. */
    private record Catching(AtomicReference<SdkHttpRequest> sent, AtomicReference<String> version)
            implements ExecutionInterceptor {

        /** The parameters of the query protocols are moved to the body after this. */
        @Override
        public void afterMarshalling(Context.AfterMarshalling context, ExecutionAttributes attributes) {
            context.httpRequest().firstMatchingRawQueryParameter("Version").ifPresent(version::set);
        }

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            sent.set(context.httpRequest());
            throw new IllegalStateException("caught");
        }
    }
}
