package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CollectorsTest {

    private final Collectors collectors = AllCollectors.create();

    @Test
    void everyKindThatHasARecordHasACollector() {
        List<ResourceKind> kinds = classes("io.muster.inventory.kind")
                .filter(type -> type.isAnnotatedWith(Kind.class))
                .map(type -> type.getAnnotationOfType(Kind.class).value())
                .toList();
        assertThat(kinds).hasSize(17).allMatch(kind -> collectors.of(kind).isPresent());
    }

    @Test
    void everyCollectorIsABeanAndInThisList() {
        Stream<JavaClass> types = classes("io.muster.collect")
                .filter(type -> type.isAssignableTo(Collector.class))
                .filter(type -> !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT));
        assertThat(types).hasSize(17).allMatch(type -> type.isAnnotatedWith(ApplicationScoped.class));
    }

    @Test
    void iamIsGlobalAndAllElseIsRegional() {
        assertThat(collectors.global())
                .extracting(Collector::kind)
                .containsExactlyInAnyOrder(ResourceKind.ROLE, ResourceKind.INSTANCE_PROFILE);
        assertThat(collectors.regional()).hasSize(15);
    }

    /** The rights that the role in each account must have: all of them read, and none reads data. */
    @Test
    void theActionsAreTheseAndNoOthers() {
        assertThat(collectors.actions())
                .containsExactly(
                        "ec2:DescribeFlowLogs",
                        "ec2:DescribeImageAttribute",
                        "ec2:DescribeImages",
                        "ec2:DescribeInstances",
                        "ec2:DescribeInternetGateways",
                        "ec2:DescribeKeyPairs",
                        "ec2:DescribeManagedPrefixLists",
                        "ec2:DescribeNetworkAcls",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeRegions",
                        "ec2:DescribeRouteTables",
                        "ec2:DescribeSecurityGroupRules",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSnapshotAttribute",
                        "ec2:DescribeSnapshots",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeVolumes",
                        "ec2:DescribeVpcBlockPublicAccessOptions",
                        "ec2:DescribeVpcs",
                        "ec2:GetEbsDefaultKmsKeyId",
                        "ec2:GetEbsEncryptionByDefault",
                        "ec2:GetImageBlockPublicAccessState",
                        "ec2:GetInstanceMetadataDefaults",
                        "ec2:GetManagedPrefixListEntries",
                        "ec2:GetSerialConsoleAccessStatus",
                        "ec2:GetSnapshotBlockPublicAccessState",
                        "iam:GetAccountAuthorizationDetails",
                        "iam:ListInstanceProfiles",
                        "sts:GetCallerIdentity");
    }

    @Test
    void twoCollectorsOfOneKindAreRefused() {
        assertThatThrownBy(() -> new Collectors(List.of(new VpcCollector(), new VpcCollector())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("VPC");
    }

    private static Stream<JavaClass> classes(String folder) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(folder).stream();
    }
}
