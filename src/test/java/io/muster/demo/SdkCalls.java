package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Calls of AWS's operations that a file describes, one after the other. */
public final class SdkCalls {

    private static final PojoReader READER = new PojoReader(SdkField::memberName);

    private final URI endpoint;
    private final AwsCredentials credentials;
    private final Map<String, String> kept;

    public SdkCalls(URI endpoint) {
        this(endpoint, AwsBasicCredentials.create("builder", "builder"));
    }

    /** Calls in the account to which the credentials belong. */
    public SdkCalls(URI endpoint, AwsCredentials credentials) {
        this(endpoint, credentials, new HashMap<>());
    }

    private SdkCalls(URI endpoint, AwsCredentials credentials, Map<String, String> kept) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.kept = kept;
    }

    /** Calls in another account, which share what is kept with these. */
    public SdkCalls of(AwsCredentials other) {
        return new SdkCalls(endpoint, other, kept);
    }

    /**
     * Makes the calls.
     *
     * @param calls each with the operation ({@code ec2.CreateVpc}, for example), its {@code request}, and what to
     *     {@code keep} of the answer: paths to members, by names that later requests take as <code>${name}</code>
     */
    public void make(JsonNode calls) throws Exception {
        for (JsonNode call : calls) {
            String[] name = call.path("call").asText().split("\\.", -1);
            SdkModule module = new SdkModule(name[0]);
            SdkPojo request = READER.read(
                    module.request(name[1]),
                    new Placeholders(new Dice(0), new Dice(0), kept::get, true, List.of()).fill(call.path("request")));
            try (AutoCloseable client = module.client(endpoint, credentials, new ExecutionInterceptor() {})) {
                SdkPojo answer = answer(call, module.call(client, name[1], request));
                call.path("keep")
                        .properties()
                        .forEach(each -> kept.put(
                                each.getKey(), member(answer, each.getValue().asText())));
            }
        }
    }

    private static SdkPojo answer(JsonNode call, CompletableFuture<SdkPojo> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw new AssertionError(call + ": " + failed.getCause().getMessage(), failed);
        }
    }

    /** By what was kept, the name under which it was. */
    public Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        kept.forEach((name, value) -> names.put(value, name));
        return names;
    }

    /** The text with what was kept. */
    public String filled(String text) {
        return new Placeholders(new Dice(0), new Dice(0), kept::get, true, List.of()).fill(text);
    }

    /** The first, where a list is on the path. */
    private static String member(SdkPojo answer, String path) {
        Object at = answer;
        for (String step : path.split("\\.", -1)) {
            Object found = Members.value((SdkPojo) at, step)
                    .orElseThrow(() -> new AssertionError("no " + path + " in " + answer));
            at = found instanceof List<?> list ? list.get(0) : found;
        }
        return at.toString();
    }
}
