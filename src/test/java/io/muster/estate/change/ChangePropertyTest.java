package io.muster.estate.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.estate.Estate;
import io.muster.estate.attack.AttackPathChanges;
import io.muster.estate.change.Changes.Step;
import io.muster.estate.exposure.ExposureChange;
import io.muster.estate.exposure.ExposureChanges;
import io.muster.estate.privilege.PrivilegeChange;
import io.muster.estate.privilege.PrivilegeChanges;
import io.muster.rule.Assessment;
import io.muster.rule.EveryRule;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.groups.Tuple;

/** An edited estate is judged as one that was read with the changes made. */
class ChangePropertyTest {

    private static final Assessment ASSESSMENT = Assessment.trial(EveryRule.instances());

    @Provide
    Arbitrary<List<Step>> steps() {
        return Changes.any().list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<Step> step() {
        return Changes.any();
    }

    @Property(tries = 300)
    void aChangeOfAnEstateIsAnEstateOfTheChange(@ForAll("steps") List<Step> steps) {
        for (boolean global : new boolean[] {false, true}) {
            Estate before = new Model().estate(global);
            Model changed = new Model();
            Edits edits = new Edits(before);
            for (Step step : steps) {
                if (isMade(edits, step.change())) {
                    step.effect().accept(changed);
                }
            }

            assertSame(edits.done().of(before), changed.estate(global));
        }
    }

    @Property(tries = 200)
    void aChangeAndItsInverseAreNoChange(@ForAll("step") Step step) {
        for (boolean global : new boolean[] {false, true}) {
            Estate before = new Model().estate(global);
            Edits edits = new Edits(before);
            if (isMade(edits, step.change())) {
                edits.make(Changes.inverse(step.change(), new Model()));
            }

            assertSame(before, edits.done().of(before));
        }
    }

    /** A rule may be there already, which AWS refuses as well. */
    private static boolean isMade(Edits edits, Change change) {
        try {
            edits.make(change);
            return true;
        } catch (Refused refused) {
            assertThat(refused).hasMessageContaining("already");
            return false;
        }
    }

    private static void assertSame(Estate one, Estate other) {
        assertThat(judged(one)).isEqualTo(judged(other));
        if (one.scope().isGlobal()) {
            List<PrivilegeChange> privileges = new ArrayList<>();
            PrivilegeChanges.between(one, other, privileges::add, (role, missing) -> {});
            assertThat(privileges).isEmpty();
        } else {
            List<ExposureChange> exposures = new ArrayList<>();
            ExposureChanges.between(one, other, exposures::add, (resource, missing) -> {});
            assertThat(exposures).isEmpty();
            assertThat(AttackPathChanges.between(one, other).changes()).isEmpty();
        }
    }

    private static List<Tuple> judged(Estate estate) {
        return ASSESSMENT
                .assess(estate)
                .map(result -> tuple(result.resource(), result.verdict()))
                .toList();
    }
}
