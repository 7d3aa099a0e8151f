package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.aws.AwsAccess;
import io.muster.aws.AwsException;
import io.muster.aws.AwsStandIn;
import io.muster.aws.LocalStackStandIn;
import io.muster.aws.TestClients;
import io.muster.demo.SdkCalls;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS's own operations made in moto and in LocalStack is read as it was made; where neither can, the sample says nothing. */
@ResourceLock(AwsStandIn.LOCK)
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
        requireMade(sample);
        assertMadeAndRead(sample, AwsStandIn.endpoint(), AwsStandIn.ACCOUNT);
    }

    /** Where LocalStack cannot make a kind, or tells less of it, the table in docs/testing.md says so. */
    @ParameterizedTest
    @MethodSource("samples")
    void whatWasMadeInLocalStackIsRead(KindSample sample) throws Exception {
        requireMade(sample);
        URI localStack = LocalStackStandIn.endpoint();
        if (StandInKinds.table().get(sample.kind()).localStack()) {
            assertMadeAndRead(sample, localStack, LocalStackStandIn.ACCOUNT);
        } else {
            Throwable failure = catchThrowable(() -> assertMadeAndRead(sample, localStack, LocalStackStandIn.ACCOUNT));
            assertThat(failure)
                    .as(sample + " is read from LocalStack as it was made: say so in docs/testing.md")
                    .isInstanceOfAny(AwsException.class, AssertionError.class);
            Assumptions.abort("LocalStack does not answer for it: " + failure);
        }
    }

    @Test
    void theTableOfTheDocumentationHasEveryKindThatAStandInMakes() {
        Set<ResourceKind> made = samples().stream()
                .filter(sample -> !sample.made().isMissingNode())
                .map(KindSample::kind)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(StandInKinds.table().keySet()).isEqualTo(made);
        assertThat(StandInKinds.table().values()).allMatch(StandInKinds.Row::moto);
    }

    private static void requireMade(KindSample sample) {
        Assumptions.assumeFalse(sample.made().isMissingNode(), sample + " is not made by a stand-in of AWS");
    }

    private static void assertMadeAndRead(KindSample sample, URI endpoint, String account) throws Exception {
        JsonNode made = sample.made();
        SdkCalls calls = new SdkCalls(endpoint);
        calls.make(made.path("calls"));

        JsonNode read = JSON.valueToTree(collected(
                        sample, endpoint, account, calls.filled(made.path("id").asText()))
                .attributes());

        made.path("read")
                .properties()
                .forEach(attribute -> assertThat(read.path(attribute.getKey()).toString())
                        .as(attribute.getKey())
                        .isEqualTo(calls.filled(attribute.getValue().toString()).replace(AwsStandIn.ACCOUNT, account)));
    }

    private static Resource<?> collected(KindSample sample, URI endpoint, String account, String id) {
        Collector<?> collector = AllCollectors.create().of(sample.kind()).orElseThrow();
        Scope scope = Scope.of(account, sample.kind().global() ? Scope.GLOBAL : REGION);
        try (TestClients clients = TestClients.at(endpoint, Map.of("max-attempts", "2"))) {
            AwsScope aws = new AwsScope(scope, clients.clients().session(AwsAccess.direct(account)));
            Collection<?> collection = collector.collect(aws).await().indefinitely();
            return collection.resources().stream()
                    .filter(resource -> resource.resourceId().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(id + " was not read: " + collection.gaps()));
        }
    }
}
