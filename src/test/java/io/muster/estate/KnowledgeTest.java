package io.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an estate lets be concluded where not every resource of a kind was read. */
class KnowledgeTest {

    private static final Scope SCOPE = Scope.of("111111111111", "eu-west-1");
    private static final ResourceKind KIND = ResourceKind.VPC;
    private static final Resource<Vpc> READ = vpc("vpc-1");
    private static final Resource<Vpc> KEPT = vpc("vpc-2");

    @Test
    void ofAKindThatWasListedButForOneResourceThatOneIsUnknown() {
        Estate estate = estate(new Knowledge(Set.of(KIND), Set.of(), Map.of(KIND, Set.of(KEPT.arn()))));
        assertThat(estate.lists(KIND)).isTrue();
        assertThat(estate.knows(KIND)).isFalse();
        assertThat(estate.current(READ)).isTrue();
        assertThat(estate.current(KEPT)).isFalse();
        assertThat(estate.find(Vpc.class, "vpc-1")).contains(READ);
        assertThat(estate.find(Vpc.class, "vpc-3")).as("certainly absent").isEmpty();
        assertThatThrownBy(() -> estate.find(Vpc.class, "vpc-2")).isInstanceOf(NotRead.class);
        assertThatThrownBy(() -> estate.all(Vpc.class)).isInstanceOf(NotRead.class);
        assertThat(estate.stored(Vpc.class)).containsExactly(READ, KEPT);
    }

    @Test
    void ofAKindThatWasReadInPartAnythingElseIsUnknown() {
        Estate estate = estate(new Knowledge(Set.of(), Set.of(KIND), Map.of(KIND, Set.of(KEPT.arn()))));
        assertThat(estate.lists(KIND)).isFalse();
        assertThat(estate.reads(KIND)).isTrue();
        assertThat(estate.current(READ)).isTrue();
        assertThat(estate.current(KEPT)).isFalse();
        assertThat(estate.find(Vpc.class, "vpc-1")).contains(READ);
        assertThatThrownBy(() -> estate.find(Vpc.class, "vpc-3")).isInstanceOf(NotRead.class);
        assertThatThrownBy(() -> estate.all(Vpc.class)).isInstanceOf(NotRead.class);
    }

    @Test
    void ofAKindThatWasNotReadNothingIsCurrent() {
        Estate estate = estate(Knowledge.of(Set.of()));
        assertThat(estate.knows(KIND)).isFalse();
        assertThat(estate.reads(KIND)).isFalse();
        assertThat(estate.current(READ)).isFalse();
    }

    private static Estate estate(Knowledge knowledge) {
        return new Estate(SCOPE, Instant.EPOCH, knowledge, List.of(READ, KEPT), Map.of());
    }

    private static Resource<Vpc> vpc(String id) {
        return new Resource<>(
                SCOPE.arn(KIND, id), KIND, SCOPE, id, null, Map.of(), new Vpc(List.of(), List.of(), false, null));
    }
}
