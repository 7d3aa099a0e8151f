package io.muster.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * A service's module of the SDK, by its name.
 *
 * @param name for example {@code elasticloadbalancingv2}
 */
record SdkModule(String name) {

    private static final String SERVICES = "software.amazon.awssdk.services.";
    private static final SdkAsyncHttpClient HTTP = NettyNioAsyncHttpClient.create();

    /** By the module's name: a search through a jar of thousands of types takes longer than a call. */
    private static final Map<String, Class<?>> CLIENTS = new ConcurrentHashMap<>();

    String model() {
        return SERVICES + name + ".model";
    }

    /** A new builder of an operation's request. */
    SdkPojo request(String operation) {
        return builders(Row.typed(operation) + "Request").get();
    }

    /** New builders of a type of the module. */
    Supplier<SdkPojo> builders(String type) {
        return () -> {
            try {
                return (SdkPojo)
                        Class.forName(model() + "." + type).getMethod("builder").invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** The module's async client over an HTTP client of all, which need not be closed: that would take seconds. */
    AutoCloseable client(URI endpoint, AwsCredentials credentials, ExecutionInterceptor interceptor) {
        try {
            AwsClientBuilder<?, ?> builder =
                    (AwsClientBuilder<?, ?>) clientType().getMethod("builder").invoke(null);
            ((AwsAsyncClientBuilder<?, ?>) builder).httpClient(HTTP);
            return (AutoCloseable) builder.region(Region.EU_CENTRAL_1)
                    .endpointOverride(endpoint)
                    .credentialsProvider(StaticCredentialsProvider.create(credentials))
                    .overrideConfiguration(ClientOverrideConfiguration.builder()
                            .retryStrategy(AwsRetryStrategy.doNotRetry())
                            .addExecutionInterceptor(interceptor)
                            .build())
                    .build();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls an operation with the module's client. */
    @SuppressWarnings("unchecked") // every operation answers with an object of the SDK
    CompletableFuture<SdkPojo> call(AutoCloseable client, String operation, Object request) {
        String name = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
        try {
            Method method = clientType().getMethod(name, request.getClass());
            return (CompletableFuture<SdkPojo>) method.invoke(client, request);
        } catch (InvocationTargetException e) {
            return CompletableFuture.failedFuture(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Class<?> clientType() {
        return CLIENTS.computeIfAbsent(name, SdkModule::findClientType);
    }

    /** The module has one type of this name beside those of its implementation. */
    private static Class<?> findClientType(String module) {
        String folder = (SERVICES + module).replace('.', '/');
        String inJar = SdkModule.class.getClassLoader().getResource(folder).toString();
        Path jar = Path.of(URI.create(inJar.substring("jar:".length(), inJar.indexOf('!'))));
        try (JarFile classes = new JarFile(jar.toFile())) {
            String file = classes.stream()
                    .map(JarEntry::getName)
                    .filter(entry -> entry.matches(folder + "/(?!Default)[A-Za-z0-9]+AsyncClient.class"))
                    .findFirst()
                    .orElseThrow();
            return Class.forName(file.replace('/', '.').replace(".class", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
