package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollectorsTest {

    private final Collectors collectors = AllCollectors.create();

    @Test
    void everyKindThatHasARecordHasACollector() {
        List<ResourceKind> kinds = AllCollectors.beside(Kind.class)
                .filter(type -> type.isAnnotationPresent(Kind.class))
                .map(type -> type.getAnnotation(Kind.class).value())
                .toList();
        assertThat(kinds).isNotEmpty().allMatch(kind -> collectors.of(kind).isPresent());
    }

    @Test
    void everyCollectorIsABean() {
        assertThat(AllCollectors.types())
                .isNotEmpty()
                .allMatch(type -> type.isAnnotationPresent(ApplicationScoped.class));
    }

    @Test
    void everyCollectorIsOfARegionOrOfTheAccountAsAWhole() {
        assertThat(collectors.global())
                .extracting(Collector::kind)
                .contains(ResourceKind.ROLE, ResourceKind.INSTANCE_PROFILE)
                .allMatch(ResourceKind::global);
        assertThat(collectors.regional()).extracting(Collector::kind).noneMatch(ResourceKind::global);
        assertThat(collectors.regional().size() + collectors.global().size())
                .isEqualTo(AllCollectors.types().count());
    }

    /**
     * The rights that the role in each account must have, which {@code deploy/aws} lists: all of them read, for all that one begins a
     * report of IAM on the use of a role.
     */
    @Test
    void everyActionReads() {
        assertThat(collectors.actions())
                .isNotEmpty()
                .filteredOn(action -> !action.equals("iam:GenerateServiceLastAccessedDetails"))
                .allMatch(action ->
                        action.matches("[a-z0-9-]+:(Describe|Get|BatchGet|List|Search|Simulate)[A-Za-z0-9]+"));
    }

    @Test
    void twoCollectorsOfOneKindAreRefused() {
        assertThatThrownBy(() -> new Collectors(List.of(new VpcCollector(), new VpcCollector())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("VPC");
    }
}
