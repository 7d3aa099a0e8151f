package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/** A demo cloud of one region, and of one account unless it is told otherwise, that has what tests give it. */
public final class SampleCloud implements AutoCloseable {

    public static final String REGION = "eu-central-1";

    private static final PojoReader READER = new PojoReader(SdkField::memberName);

    private final Vertx vertx = Vertx.vertx();
    private final DemoCloud cloud;
    private final DemoServer server;
    private final URI endpoint;

    public SampleCloud() {
        this(1);
    }

    public SampleCloud(int accounts) {
        cloud = new DemoCloud(new DemoSize(accounts, List.of(REGION), 0, 42));
        server = new DemoServer(vertx, cloud, new DemoFaults(), "127.0.0.1");
        endpoint = server.start(0).join();
    }

    public URI endpoint() {
        return endpoint;
    }

    public String accountId() {
        return cloud.hub().accountId();
    }

    /**
     * Puts objects of the SDK's types in the place of all that there is of these types.
     *
     * @param region  {@link DemoCloud#GLOBAL} for what belongs to the account as a whole
     * @param objects by type, as in {@code ec2.Vpc}, and id: what the SDK calls each member
     */
    public void serve(String region, JsonNode objects) {
        objects.properties().forEach(type -> {
            String[] name = type.getKey().split("\\.", -1);
            put(region, new SdkModule(name[0]), name[1], type.getValue());
        });
    }

    private void put(String region, SdkModule module, String type, JsonNode objects) {
        Map<String, SdkPojo> byId = new LinkedHashMap<>();
        objects.properties()
                .forEach(one ->
                        byId.put(one.getKey(), READER.read(module.builders(type).get(), one.getValue())));
        Object empty = ((Buildable) module.builders(type).get()).build();
        replace(region, empty.getClass(), byId);
    }

    @SuppressWarnings("unchecked") // the objects are of the type
    private <T> void replace(String region, Class<T> type, Map<String, SdkPojo> byId) {
        cloud.replace(accountId(), region, type, (Map<String, T>) byId);
    }

    @Override
    public void close() {
        server.stop().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
