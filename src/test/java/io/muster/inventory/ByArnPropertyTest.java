package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An index by ARN, against a map whose keys are the ARNs. */
class ByArnPropertyTest {

    private record Step(StoredResources.StoredResource value, boolean replaces) {}

    @Property
    void itHoldsWhatAMapByArnHolds(@ForAll("steps") List<Step> steps) {
        // given
        Map<String, StoredResources.StoredResource> expected = new HashMap<>();
        ByArn<StoredResources.StoredResource> index = new ByArn<>(StoredResources.StoredResource::resource);

        for (Step step : steps) {
            String arn = step.value.resource().arn();
            boolean isNew = !expected.containsKey(arn);

            // when
            if (step.replaces) {
                index.put(step.value);
                expected.put(arn, step.value);
            } else {
                assertThat(index.putIfAbsent(step.value)).isEqualTo(isNew);
                expected.putIfAbsent(arn, step.value);
            }
        }

        // then
        assertThat(index.size()).isEqualTo(expected.size());
        assertThat(index.stream()).containsExactlyInAnyOrderElementsOf(expected.values());
        for (Step step : steps) {
            String arn = step.value.resource().arn();
            assertThat(index.get(arn)).isSameAs(expected.get(arn));
            assertThat(index.contains(arn + "0")).isEqualTo(expected.containsKey(arn + "0"));
        }
    }

    /** Ids, accounts and given ARNs of a small space, so that they often meet. */
    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> ids = Arbitraries.integers().between(0, 60).map(i -> "vpc-" + i);
        Arbitrary<String> regions = Arbitraries.of("eu-west-1", "us-east-1");
        Arbitrary<Resource<Vpc>> resources = Combinators.combine(
                        ids, regions, Arbitraries.integers().between(0, 3))
                .as(ByArnPropertyTest::vpc);
        return Combinators.combine(resources, Arbitraries.longs().between(0, 1_000_000), Arbitraries.of(true, false))
                .as((resource, at, replaces) ->
                        new Step(new StoredResources.StoredResource(resource, Instant.ofEpochSecond(at)), replaces))
                .list()
                .ofMaxSize(300);
    }

    private static Resource<Vpc> vpc(String id, String region, int given) {
        Scope scope = Scope.of("111122223333", region);
        String arn = given == 0 ? "arn:aws:ec2:eu-west-1:444455556666:vpc/" + id : scope.arn(ResourceKind.VPC, id);
        return new Resource<>(arn, ResourceKind.VPC, scope, id, null, Map.of(), null);
    }
}
