package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.aws.AwsAccess;
import io.muster.aws.TestClients;
import io.muster.collect.KindSample.Side;
import io.muster.demo.SampleCloud;
import io.muster.inventory.KindModel;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind's collector reads the kind's sample from the demo cloud, over the SDK's client and AWS's wire format: what is
 * there, and nothing where AWS says nothing.
 */
class KindSamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private static final Collectors COLLECTORS = collectors();

    private static SampleCloud cloud;
    private static TestClients clients;

    @BeforeAll
    static void start() {
        cloud = new SampleCloud();
        clients = TestClients.at(cloud.endpoint(), Map.of("max-attempts", "1", "budget-fraction", "1"));
    }

    @AfterAll
    static void stop() {
        clients.close();
        cloud.close();
    }

    static List<KindSample> samples() {
        return KindSample.all();
    }

    static Stream<Arguments> sides() {
        return samples().stream().flatMap(sample -> sample.sides().stream().map(side -> Arguments.of(sample, side)));
    }

    @Test
    void everyKindThatIsCollectedHasASample() {
        assertThat(samples())
                .extracting(KindSample::kind)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(COLLECTORS.regional().stream(), COLLECTORS.global().stream())
                                .map(Collector::kind)
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("sides")
    void everyAttributeIsReadAsAwsTellsIt(KindSample sample, Side side) throws Exception {
        Resource<?> read = collected(sample, side);

        ObjectNode json = JSON.createObjectNode()
                .put("arn", read.arn())
                .put("id", read.resourceId())
                .put("name", read.name());
        json.set("tags", JSON.valueToTree(read.tags()));
        json.set("attributes", JSON.valueToTree(read.attributes()));
        assertThat(pretty(json)).isEqualTo(pretty(sample.expected(side)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyComponentIsSetByTheSample(KindSample sample) {
        Set<String> set = new HashSet<>();
        for (Side side : sample.sides()) {
            Record read = collected(sample, side).attributes();
            set.addAll(side == Side.ODD ? Components.setPrimitives(read) : Components.set(read));
        }

        assertThat(set).containsAll(Components.of(KindModel.of(sample.kind()).type()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothingIsReadWhereAwsSaysNothing(KindSample sample) {
        assertThat(Components.setThoughNullable(collected(sample, Side.ODD).attributes()))
                .containsExactlyElementsOf(sample.implied());
    }

    static Stream<KindSample> samplesById() {
        return samples().stream()
                .filter(sample -> COLLECTORS.of(sample.kind()).orElseThrow().byId());
    }

    @ParameterizedTest
    @MethodSource("samplesById")
    void aResourceThatIsAskedForByItsIdIsReadAsInTheListing(KindSample sample) {
        // given
        Resource<?> listed = collected(sample, Side.GOOD);
        Scope scope = Scope.of(cloud.accountId(), SampleCloud.REGION);
        AwsScope aws = new AwsScope(scope, clients.clients().session(AwsAccess.direct(cloud.accountId())));
        String absent = listed.resourceId().replaceAll(".$", "f").replaceAll("ff$", "f0");

        // when
        Collection.Named<?> both = named(sample, aws, Set.of(listed.resourceId(), absent));
        Collection.Named<?> none = named(sample, aws, Set.of(absent));

        // then
        assertThat(both.resources()).isEqualTo(List.of(listed));
        assertThat(both.asked()).hasSize(2);
        assertThat(none.resources()).isEmpty();
    }

    private static Collection.Named<?> named(KindSample sample, AwsScope aws, Set<String> ids) {
        Collector<?> collector = collectors().of(sample.kind()).orElseThrow();
        return (Collection.Named<?>) aws.named(collector, ids).await().indefinitely();
    }

    private static Collectors collectors() {
        return AllCollectors.with(Map.of("instance-user-data", "true"));
    }

    private static Resource<?> collected(KindSample sample, Side side) {
        // a new one, for some keep what they read from one scan to the next
        Collector<?> collector = collectors().of(sample.kind()).orElseThrow();
        Scope scope = Scope.of(cloud.accountId(), sample.kind().global() ? Scope.GLOBAL : SampleCloud.REGION);
        cloud.serve(scope.region(), sample.aws(side));
        AwsScope aws = new AwsScope(scope, clients.clients().session(AwsAccess.direct(cloud.accountId())));
        Collection<?> collection = collector.collect(aws).await().indefinitely();
        assertThat(collection).as("%s", collection.gaps()).isInstanceOf(Collection.Complete.class);
        assertThat(collection.resources()).hasSize(1);
        return collection.resources().get(0);
    }

    private static String pretty(JsonNode json) throws Exception {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.treeToValue(json, Object.class));
    }
}
