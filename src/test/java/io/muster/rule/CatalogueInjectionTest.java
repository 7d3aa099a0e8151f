package io.muster.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.component.QuarkusComponentTestExtension;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The catalogue as CDI puts it together: a rule is in it because it is a bean. */
class CatalogueInjectionTest {

    @RegisterExtension
    static final QuarkusComponentTestExtension CDI = QuarkusComponentTestExtension.builder()
            .addComponentClasses(EveryRule.classes().map(JavaClass::reflect).toArray(Class<?>[]::new))
            .mock(MeterRegistry.class)
            .create(context -> new SimpleMeterRegistry())
            .build();

    @Inject
    Catalogue catalogue;

    @Inject
    Assessment assessment;

    @Test
    void everyRuleIsInjected() {
        // by name: the component test has a class loader of its own
        assertThat(catalogue.all().stream().map(rule -> rule.getClass().getName()))
                .containsExactlyInAnyOrderElementsOf(
                        EveryRule.classes().map(JavaClass::getName).toList());
        assertThat(assessment).isNotNull();
    }
}
