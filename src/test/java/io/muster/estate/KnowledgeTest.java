package io.muster.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an estate lets be concluded where not every resource of a kind was read. */
class KnowledgeTest {

    private static final Scope SCOPE = Scope.of("111111111111", "eu-west-1");
    private static final ResourceKind KIND = ResourceKind.VPC;
    private static final Resource<Vpc> READ = vpc("vpc-1");
    private static final Resource<Vpc> KEPT = vpc("vpc-2");

    @Test
    void ofAKindThatWasListedButForOneResourceThatOneIsUnknown() {
        Estate estate = estate(new Extent(Set.of(), false, Set.of(KEPT.arn())));
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
        Estate estate = estate(new Extent(Set.of(SCOPE.region()), true, Set.of(KEPT.arn())));
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
        Estate estate = estate(Extent.unlisted(SCOPE.region()));
        assertThat(estate.knows(KIND)).isFalse();
        assertThat(estate.reads(KIND)).isFalse();
        assertThat(estate.current(READ)).isFalse();
        assertThat(estate.stored(Vpc.class)).containsExactly(READ, KEPT);
        assertThatThrownBy(() -> estate.find(Vpc.class, "vpc-1")).isInstanceOf(NotRead.class);
        assertThatThrownBy(() -> estate.find(Vpc.class, "vpc-3")).isInstanceOf(NotRead.class);
        assertThatThrownBy(() -> estate.all(Vpc.class)).hasMessageContaining("VPC in eu-west-1");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(estate(Extent.unlisted("eu-west-1")).missing(KIND)).isEqualTo("VPC in eu-west-1");
        assertThat(estate(new Extent(Set.of("us-east-1", "eu-west-1"), false, Set.of()))
                        .missing(KIND))
                .isEqualTo("VPC in eu-west-1, us-east-1");
        assertThat(estate(new Extent(Set.of(), false, Set.of("arn:e", "arn:d", "arn:c", "arn:b", "arn:a")))
                        .missing(KIND))
                .isEqualTo("VPC arn:a, arn:b, arn:c and 2 more");
    }

    @ParameterizedTest
    @MethodSource
    void ofAKindThatIsNotLoadedNothingIsTold(Consumer<Estate> question) {
        Estate estate = new Estate(SCOPE, Instant.EPOCH, new Knowledge(Map.of()), List.of(), Ages.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> question.accept(estate))
                .withMessageContaining("VPC is not loaded");
    }

    static Stream<Consumer<Estate>> ofAKindThatIsNotLoadedNothingIsTold() {
        return Stream.of(
                estate -> estate.knows(KIND),
                estate -> estate.lists(KIND),
                estate -> estate.reads(KIND),
                estate -> estate.current(READ),
                estate -> estate.missing(KIND),
                estate -> estate.all(KIND),
                estate -> estate.all(Vpc.class),
                estate -> estate.stored(Vpc.class),
                estate -> estate.stored(Vpc.class, "vpc-1"),
                estate -> estate.find(Vpc.class, "vpc-1"),
                estate -> estate.findArn(Vpc.class, READ.arn()));
    }

    @Test
    void theAccountsEstateFindsAResourceOfWhateverRegion() {
        Estate estate = new Estate(
                SCOPE.global(),
                Instant.EPOCH,
                new Knowledge(Map.of(KIND, new Extent(Set.of(), false, Set.of(KEPT.arn())))),
                List.of(READ),
                Ages.NONE);
        assertThat(estate.find(Vpc.class, "vpc-1")).contains(READ);
        assertThat(estate.find(Vpc.class, "vpc-3")).isEmpty();
        assertThatThrownBy(() -> estate.find(Vpc.class, "vpc-2"))
                .as("one that was not read")
                .isInstanceOf(NotRead.class);
    }

    @Test
    void anIdOfSeveralRegionsFindsNothingByMistake() {
        Scope other = Scope.of(SCOPE.accountId(), "us-east-1");
        Resource<Vpc> same =
                new Resource<>(other.arn(KIND, "vpc-1"), KIND, other, "vpc-1", null, Map.of(), READ.attributes());
        Estate estate = new Estate(
                SCOPE.global(),
                Instant.EPOCH,
                new Knowledge(Map.of(KIND, Extent.whole())),
                List.of(READ, same),
                Ages.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> estate.find(Vpc.class, "vpc-1"));
        assertThat(estate.findArn(Vpc.class, same.arn())).contains(same);
    }

    private static Estate estate(Extent extent) {
        return new Estate(SCOPE, Instant.EPOCH, new Knowledge(Map.of(KIND, extent)), List.of(READ, KEPT), Ages.NONE);
    }

    private static Resource<Vpc> vpc(String id) {
        return new Resource<>(
                SCOPE.arn(KIND, id),
                KIND,
                SCOPE,
                id,
                null,
                Map.of(),
                new Vpc(List.of(), List.of(), false, null, null, null));
    }
}
