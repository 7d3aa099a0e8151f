package io.muster.rule;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Singleton;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.stream.Stream;

/** Every rule that the product holds, found as CDI finds them: by their classes. */
public final class EveryRule {

    private EveryRule() {}

    public static List<Rule<?>> instances() {
        return classes().<Rule<?>>map(EveryRule::instance).toList();
    }

    /** What is told of each, and of the rule that judges no resource. */
    public static List<RuleMetadata> metadata() {
        return catalogue().metadata();
    }

    /** The catalogue of the product without rules of users. */
    public static Catalogue catalogue() {
        return new Catalogue(instances());
    }

    static Stream<JavaClass> classes() {
        return Found.CLASSES.stream();
    }

    /** The import takes seconds, and many tests ask for it. */
    private static final class Found {
        private static final List<JavaClass> CLASSES = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(Rule.class.getPackageName())
                        .stream()
                        .filter(found -> found.isAssignableTo(Rule.class))
                        .filter(found -> !found.getModifiers().contains(JavaModifier.ABSTRACT))
                        // those that users write are no classes of their own
                        .filter(found -> !found.getPackageName().endsWith(".own"))
                        .toList();
    }

    private static Rule<?> instance(JavaClass found) {
        if (!found.isAnnotatedWith(Singleton.class)) {
            throw new AssertionError(found.getName() + " is no bean");
        }
        try {
            Constructor<?> constructor = found.reflect().getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return (Rule<?>)
                    (constructor.getParameterCount() == 0
                            ? constructor.newInstance()
                            : constructor.newInstance(Baselines.usual()));
        } catch (ReflectiveOperationException broken) {
            throw new LinkageError(found.getName() + " cannot be made", broken);
        }
    }
}
