package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.aws.AwsAccess;
import io.muster.aws.AwsStandIn;
import io.muster.aws.TestClients;
import io.muster.demo.SdkCalls;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS's own operations made in moto or LocalStack is read as it was made; where neither can, the sample says nothing. */
class KindSamplesAtAnotherAwsTest {

    private static final String REGION = "eu-central-1";

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    static List<KindSample> samples() {
        return KindSample.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatWasMadeIsRead(KindSample sample) throws Exception {
        JsonNode made = sample.made();
        Assumptions.assumeFalse(made.isMissingNode(), sample + " is not made by a stand-in of AWS");
        SdkCalls calls = new SdkCalls(AwsStandIn.endpoint());
        calls.make(made.path("calls"));

        JsonNode read = JSON.valueToTree(
                collected(sample, calls.filled(made.path("id").asText())).attributes());

        made.path("read")
                .properties()
                .forEach(attribute -> assertThat(read.path(attribute.getKey()).toString())
                        .as(attribute.getKey())
                        .isEqualTo(calls.filled(attribute.getValue().toString())));
    }

    private static Resource<?> collected(KindSample sample, String id) {
        Collector<?> collector = AllCollectors.create().of(sample.kind()).orElseThrow();
        Scope scope = Scope.of(AwsStandIn.ACCOUNT, sample.kind().global() ? Scope.GLOBAL : REGION);
        try (TestClients clients = TestClients.at(AwsStandIn.endpoint(), Map.of("max-attempts", "1"))) {
            AwsScope aws = new AwsScope(scope, clients.clients().session(AwsAccess.direct(AwsStandIn.ACCOUNT)));
            Collection<?> collection = collector.collect(aws).await().indefinitely();
            return collection.resources().stream()
                    .filter(resource -> resource.resourceId().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(id + " was not read: " + collection.gaps()));
        }
    }
}
