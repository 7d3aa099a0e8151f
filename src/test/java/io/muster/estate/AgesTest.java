package io.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.Filled;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Since when resources have been as they are, by kind and ARN. */
class AgesTest {

    private static final Scope SCOPE = Scope.of("111122223333", "eu-west-1");
    private static final Scope OTHER = Scope.of("111122223333", "us-east-1");

    @Test
    void eachResourceHasItsOwn() {
        // given two kinds in two regions, in no order
        List<Resource<?>> resources = Stream.of(ResourceKind.VPC, ResourceKind.SUBNET)
                .flatMap(kind -> Stream.of(OTHER, SCOPE).<Resource<?>>map(scope -> Filled.resource(kind, scope)))
                .toList();

        // when
        Ages ages = new Ages(IntStream.range(0, resources.size())
                .mapToObj(number -> new StoredResource(resources.get(number), Instant.ofEpochSecond(number))));

        // then
        for (int number = 0; number < resources.size(); number++) {
            assertThat(ages.changedAt(resources.get(number))).contains(Instant.ofEpochSecond(number));
        }
    }

    @Test
    void aResourceThatIsNotKnownHasNone() {
        // given
        Ages ages = new Ages(Stream.of(new StoredResource(Filled.resource(ResourceKind.VPC, SCOPE), Instant.EPOCH)));

        // when, then
        assertThat(ages.changedAt(Filled.resource(ResourceKind.VPC, OTHER))).isEmpty();
        assertThat(ages.changedAt(Filled.resource(ResourceKind.SUBNET, SCOPE))).isEmpty();
    }

    @Test
    void anEditedResourceKeepsIts() {
        // given
        Resource<?> vpc = Filled.resource(ResourceKind.VPC, SCOPE);
        Estate estate = new Estate(
                SCOPE,
                Instant.EPOCH,
                new Knowledge(Map.of(ResourceKind.VPC, Extent.whole())),
                List.of(vpc),
                new Ages(Stream.of(new StoredResource(vpc, Instant.EPOCH))));

        // when
        Resource<?> edited = vpc.withTags(Map.of("edited", "true"));
        Estate changed = estate.with(List.of(edited), Set.of(), Map.of());

        // then
        assertThat(changed.stateSince(edited)).contains(Instant.EPOCH);
    }
}
