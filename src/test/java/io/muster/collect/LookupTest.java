package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.muster.aws.AwsService;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Look-ups that are made of many items at once. */
class LookupTest {

    private static final AwsScope AWS = new AwsScope(Scope.of("111111111111", "eu-west-1"), null);

    private record Item(@Nullable String id) {}

    private static final Item ONE = new Item("a");
    private static final Item TWO = new Item("bb");
    private static final Item THREE = new Item("ccc");

    private final List<List<String>> asked = new ArrayList<>();

    /** Nothing can be asked of one item alone: there is no way into the account. */
    private final Lookup<Item, String> upperCase = Lookup.of(
                    AwsService.EC2,
                    "DescribeTags",
                    Item::id,
                    (ec2, id) -> CompletableFuture.completedFuture(id),
                    id -> id)
            .inBatches(2, (aws, ids) -> {
                asked.add(ids);
                return Uni.createFrom().item(ids.stream().collect(Collectors.toMap(id -> id, String::toUpperCase)));
            });

    @Test
    void manyAreAskedForAtOnce() {
        assertThat(found(upperCase, List.of(ONE, TWO, THREE))).containsExactly("A", "BB", "CCC");
        assertThat(asked).containsExactly(List.of("a", "bb"), List.of("ccc"));
    }

    @Test
    void factsInAnotherFormAreAskedForAtOnceAsWell() {
        assertThat(found(upperCase.map(String::length), List.of(ONE, TWO))).containsExactly(1, 2);
        assertThat(asked).containsExactly(List.of("a", "bb"));
    }

    @Test
    void batchesAreNamedBeforeTheFactsGetAnotherForm() {
        Lookup<Item, Integer> mapped = upperCase.map(String::length);

        assertThatIllegalStateException()
                .isThrownBy(
                        () -> mapped.inBatches(2, (aws, ids) -> Uni.createFrom().item(Map.of())));
    }

    @Test
    void itemsThatCannotHaveTheFactsAreNotAskedFor() {
        Lookup<Item, String> some =
                upperCase.onlyIf(item -> !item.equals(ONE), "none").onlyIf(item -> !item.equals(TWO), "none either");

        assertThat(found(some, List.of(ONE, TWO, THREE))).containsExactly("none", "none either", "CCC");
        assertThat(asked).containsExactly(List.of("ccc"));
    }

    @Test
    void anItemWithoutAnIdKeepsNoOtherFromBeingAskedFor() {
        assertThat(together(upperCase, List.of(ONE, new Item(null), TWO))).hasSize(2);
        assertThat(asked).containsExactly(List.of("a", "bb"));
    }

    private static Map<LookupPass.Question, Uni<?>> together(Lookup<Item, ?> lookup, List<Item> items) {
        return lookup.askTogether(AWS, items).await().indefinitely();
    }

    private static <D> List<D> found(Lookup<Item, D> lookup, List<Item> items) {
        AwsScope knowing = AWS.withPass(AWS.pass().withAnswers(together(lookup, items)));
        return items.stream()
                .map(item -> lookup.ask(knowing, item).await().indefinitely().facts())
                .toList();
    }
}
