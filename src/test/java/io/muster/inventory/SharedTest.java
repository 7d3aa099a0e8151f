package io.muster.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which parts are found again, and which are let go. */
class SharedTest {

    private static final int MANY = 100_000;

    @BeforeEach
    @AfterEach
    void forget() {
        Shared.forget();
    }

    @Test
    void anIdIsFoundAgainAfterManyOtherParts() {
        // given
        List<String> ids = IntStream.range(0, MANY).mapToObj(SharedTest::listed).toList();
        Set<String> known = identical(ids);

        // when
        long found = IntStream.range(0, MANY)
                .filter(number -> known.contains(Shared.part(id(number))))
                .count();

        // then
        assertThat(found).isGreaterThan(MANY / 10 * 9);
    }

    /** The id of a resource that has eight texts of its own. */
    private static String listed(int number) {
        String id = Shared.part(id(number));
        IntStream.range(0, 8).forEach(text -> Shared.part(number + " of its own " + text));
        return id;
    }

    /** Holds the same objects alone, and none that are equal to them. */
    private static Set<String> identical(List<String> objects) {
        Set<String> identical = Collections.newSetFromMap(new IdentityHashMap<>());
        identical.addAll(objects);
        return identical;
    }

    private static String id(int number) {
        return "i-%017x".formatted(number * 7919L);
    }

    @Test
    void fewLongTextsAreKept() {
        // given
        String before = Shared.part(longText(0));

        // when
        IntStream.rangeClosed(1, 20_000).forEach(number -> Shared.part(longText(number)));

        // then
        assertThat(Shared.part(longText(0))).isNotSameAs(before);
    }

    private static String longText(int number) {
        return "x".repeat(300) + number;
    }

    @Test
    void rolesShareTheirPolicies() {
        // given
        Role first = role();

        // when
        Role second = role();

        // then
        assertThat(second.attachedPolicies()).isNotEmpty().isSameAs(first.attachedPolicies());
    }

    @SuppressWarnings("unchecked") // as its kind says
    private static Role role() {
        Resource<Role> filled = (Resource<Role>) Filled.resource(ResourceKind.ROLE, Scope.of("111122223333", "global"));
        return Shared.of(filled).attributes();
    }

    @Test
    void manyPartsAreLetGoWhereTasksGoOnReading() {
        // given
        List<String> ids = IntStream.range(0, 3 * MANY)
                .mapToObj(number -> Shared.part(id(number)))
                .toList();
        Set<String> known = identical(ids);

        // when
        Shared.forgetMany();

        // then
        assertThat(IntStream.range(0, MANY).filter(number -> known.contains(Shared.part(id(number)))))
                .isEmpty();
    }

    @Test
    void fewPartsAreKeptWhereTasksGoOnReading() {
        // given
        String id = Shared.part(id(1));

        // when
        Shared.forgetMany();

        // then
        assertThat(Shared.part(id(1))).isSameAs(id);
    }
}
