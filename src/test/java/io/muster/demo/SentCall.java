package io.muster.demo;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * An operation as the SDK's own client sends it.
 *
 * @param http method and path with its variables, for the REST protocols; empty for the others
 */
record SentCall(String signingName, String operation, String http, Class<?> request, Class<?> response) {

    static final String SERVICES = "software.amazon.awssdk.services.";
    private static final Pattern SIGNED = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/");

    /** @param module the SDK's, for example {@code elasticloadbalancingv2} */
    static SentCall of(String module, String operation) throws ReflectiveOperationException, IOException {
        String model = SERVICES + module + ".model." + operation;
        Class<?> request = Class.forName(model + "Request");
        Class<?> response = Class.forName(model + "Response");
        SdkHttpRequest sent = sent(module, operation, builder(request));
        Matcher signed =
                SIGNED.matcher(sent.firstMatchingHeader("Authorization").orElse(""));
        if (!signed.find()) {
            throw new IllegalStateException(operation + " is not signed");
        }
        boolean rest = sent.firstMatchingHeader("X-Amz-Target").isEmpty()
                && !sent.firstMatchingHeader("Content-Type").orElse("").startsWith("application/x-www-form");
        String path = URLDecoder.decode(sent.encodedPath(), StandardCharsets.UTF_8);
        return new SentCall(signed.group(1), operation, rest ? sent.method() + " " + path : "", request, response);
    }

    static SdkPojo builder(Class<?> type) throws ReflectiveOperationException {
        return (SdkPojo) type.getMethod("builder").invoke(null);
    }

    private static SdkHttpRequest sent(String module, String operation, SdkPojo builder)
            throws ReflectiveOperationException, IOException {
        for (SdkField<?> field : builder.sdkFields()) {
            if (field.location() == MarshallLocation.PATH) {
                field.set(builder, "{" + field.locationName() + "}");
            } else if (field.location() == MarshallLocation.GREEDY_PATH) {
                field.set(builder, "{" + field.locationName() + "+}");
            }
        }
        AtomicReference<SdkHttpRequest> sent = new AtomicReference<>();
        Object client = client(module, sent);
        Object request = ((Buildable) builder).build();
        String method = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
        Method call = asyncClient(module).getMethod(method, request.getClass());
        ((CompletableFuture<?>) call.invoke(client, request))
                .handle((answer, notSent) -> notSent)
                .join();
        return sent.get();
    }

    private static Object client(String module, AtomicReference<SdkHttpRequest> sent)
            throws ReflectiveOperationException, IOException {
        AwsClientBuilder<?, ?> builder = (AwsClientBuilder<?, ?>)
                asyncClient(module).getMethod("builder").invoke(null);
        return builder.region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .addExecutionInterceptor(new Catching(sent))
                        .build())
                .build();
    }

    /** The module's own: beside it there are only those of its implementation. */
    private static Class<?> asyncClient(String module) throws ReflectiveOperationException, IOException {
        String folder = (SERVICES + module).replace('.', '/');
        Path jar = Path.of(URI.create(SentCall.class
                .getClassLoader()
                .getResource(folder)
                .toString()
                .replaceFirst("jar:", "")
                .replaceFirst("!.*", "")));
        try (JarFile classes = new JarFile(jar.toFile())) {
            String file = classes.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.matches(folder + "/(?!Default)[A-Za-z0-9]+AsyncClient.class"))
                    .findFirst()
                    .orElseThrow();
            return Class.forName(file.replace('/', '.').replace(".class", ""));
        }
    }

    /** Keeps what is about to be sent, and sends nothing. */
    private record Catching(AtomicReference<SdkHttpRequest> sent) implements ExecutionInterceptor {

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            sent.set(context.httpRequest());
            throw new IllegalStateException("caught");
        }
    }
}
