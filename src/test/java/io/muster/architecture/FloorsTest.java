package io.muster.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.muster.aws.AnswerProtocol;
import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Unhashed;
import io.muster.platform.StructuredLog;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import javax.sql.DataSource;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The application's floors: a package knows only packages on floors below its own. A package that is on none fails: it gets its
 * floor here and in CONTRIBUTING.
 */
@AnalyzeClasses(packages = "io.muster", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {

    @ArchTest
    static final ArchRule A_PACKAGE_KNOWS_ONLY_FLOORS_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("platform")
            .definedBy("io.muster.platform..")
            .layer("inventory")
            .definedBy("io.muster.inventory..")
            .layer("aws")
            .definedBy("io.muster.aws..")
            .layer("account")
            .definedBy("io.muster.account..")
            .layer("collect")
            .definedBy("io.muster.collect..")
            .layer("estate")
            .definedBy("io.muster.estate..")
            .layer("rule")
            .definedBy("io.muster.rule..")
            .layer("finding")
            .definedBy("io.muster.finding..")
            .layer("scan")
            .definedBy("io.muster.scan..")
            .layer("graphql")
            .definedBy("io.muster.graphql..")
            .layer("mcp")
            .definedBy("io.muster.mcp..")
            .layer("rest")
            .definedBy("io.muster.rest..")
            .layer("ui")
            .definedBy("io.muster.ui..")
            .layer("ops")
            .definedBy("io.muster.ops..")
            .layer("demo")
            .definedBy("io.muster.demo..")
            .layer("launch")
            .definedBy("io.muster.launch..")
            .whereLayer("platform")
            .mayNotAccessAnyLayer()
            .whereLayer("inventory")
            .mayOnlyAccessLayers("platform")
            .whereLayer("aws")
            .mayOnlyAccessLayers("platform")
            .whereLayer("account")
            .mayOnlyAccessLayers("platform", "aws", "inventory")
            .whereLayer("collect")
            .mayOnlyAccessLayers("platform", "aws", "inventory")
            .whereLayer("estate")
            .mayOnlyAccessLayers("platform", "inventory")
            .whereLayer("rule")
            .mayOnlyAccessLayers("platform", "inventory", "estate")
            .whereLayer("finding")
            .mayOnlyAccessLayers("platform", "inventory", "rule")
            .whereLayer("scan")
            .mayOnlyAccessLayers("platform", "inventory", "aws", "account", "collect", "estate", "rule", "finding")
            .whereLayer("graphql")
            .mayOnlyAccessLayers("platform", "inventory", "account", "estate", "rule", "finding", "scan")
            .whereLayer("mcp")
            .mayOnlyAccessLayers("platform", "inventory", "rule", "finding", "graphql")
            .whereLayer("rest")
            .mayOnlyAccessLayers("platform", "inventory", "account", "rule", "finding", "scan")
            .whereLayer("ui")
            .mayOnlyAccessLayers("platform")
            .whereLayer("ops")
            .mayOnlyAccessLayers("platform", "inventory", "rule", "finding")
            .whereLayer("demo")
            .mayOnlyBeAccessedByLayers("launch")
            .whereLayer("demo")
            .mayOnlyAccessLayers("aws")
            .whereLayer("launch")
            .mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitectureIgnoring(simpleName("package-info"));

    /** A fingerprint covers hashed components alone: a result that depends on another would not be renewed once that changed. */
    @ArchTest
    static final ArchRule WHAT_IS_WORKED_OUT_RESTS_ON_HASHED_FACTS = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.muster.estate.traffic..",
                    "io.muster.estate.reach..",
                    "io.muster.estate.exposure..",
                    "io.muster.estate.privilege..")
            .should()
            .accessTargetWhere(describe("a component that is not hashed", FloorsTest::isUnhashed));

    private static boolean isUnhashed(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().equals(ResourceKind.class.getPackageName())
                && access.getTargetOwner().isRecord()
                && Arrays.stream(access.getTargetOwner().reflect().getRecordComponents())
                        .anyMatch(component -> component.getName().equals(access.getName())
                                && component.isAnnotationPresent(Unhashed.class));
    }

    /** Sets of packets know nothing of networks: reach, exposure and rules rest on them. */
    @ArchTest
    static final ArchRule TRAFFIC_KNOWS_NO_OTHER_PART_OF_THE_ESTATE = noClasses()
            .that()
            .resideInAPackage("io.muster.estate.traffic..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.muster.estate..").and(not(resideInAPackage("io.muster.estate.traffic.."))));

    /** The demo cloud is an AWS of its own: it shares only the names of the protocols with the application. */
    @ArchTest
    static final ArchRule THE_DEMO_CLOUD_KNOWS_PROTOCOLS_ALONE = noClasses()
            .that()
            .resideInAPackage("io.muster.demo..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.muster..")
                    .and(not(resideInAPackage("io.muster.demo..")))
                    .and(not(type(AnswerProtocol.class))));

    @ArchTest
    static final ArchRule SETTINGS_ARE_FOUND_BY_NAME =
            classes().that().areAnnotatedWith(ConfigMapping.class).should().haveSimpleNameEndingWith("Config");

    @ArchTest
    static final ArchRule FEATURES_ARE_FREE_OF_CYCLES =
            slices().matching("io.muster.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("io.muster.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_SDK_IS_SEEN_ONLY_WHERE_AWS_IS_SPOKEN = noClasses()
            .that()
            .resideOutsideOfPackages("io.muster.aws..", "io.muster.collect..", "io.muster.demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    /** What {@code demo} and {@code launch} say in a try-out is for people alone. */
    @ArchTest
    static final ArchRule LOGS_HAVE_CONSTANT_MESSAGES = noClasses()
            .that()
            .resideOutsideOfPackages("io.muster.demo..", "io.muster.launch..")
            .and()
            .doNotHaveFullyQualifiedName(StructuredLog.class.getName())
            .and()
            // whose interface has a method that names one
            .areNotAssignableTo(DataSource.class)
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.Logger");

    /** The estates of scans keep it for the kinds of these rules alone. */
    @ArchTest
    static final ArchRule RULES_THAT_ASK_SINCE_WHEN_SAY_SO = noClasses()
            .that(describe(
                    "do not declare readsAge",
                    asking -> asking.tryGetMethod("readsAge").isEmpty()))
            .should()
            .callMethod(Estate.class, "stateSince", Resource.class);

    @ArchTest
    static final ArchRule NOBODY_BLOCKS_A_UNI = noClasses()
            .that()
            .resideOutsideOfPackages("io.muster.launch..")
            .and()
            .haveSimpleNameNotEndingWith("ScanWorker")
            .should()
            .callMethod(Uni.class, "await")
            .because("a blocked event loop stops every call; only start and stop may wait");

    /** Deletes of entities share their answers' promise, so that of two at a time one may get none: issue 1713 of hibernate-reactive. */
    @ArchTest
    static final ArchRule STATEMENTS_DELETE_ENTITIES = noClasses()
            .should()
            .accessTargetWhere(describe("deletes an entity", access -> isDeleteOfAnEntity(access.getTarget())));

    private static boolean isDeleteOfAnEntity(AccessTarget target) {
        return (target.getOwner().isEquivalentTo(Mutiny.StatelessSession.class)
                        || target.getOwner().isEquivalentTo(Mutiny.Session.class))
                && (target.getName().startsWith("delete") || target.getName().startsWith("remove"));
    }
}
