package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CollectorsTest {

    private final Collectors collectors = AllCollectors.create();

    @Test
    void everyKindThatHasARecordHasACollector() {
        List<ResourceKind> kinds = classesBeside(Kind.class)
                .filter(type -> type.isAnnotationPresent(Kind.class))
                .map(type -> type.getAnnotation(Kind.class).value())
                .toList();
        assertThat(kinds).hasSize(17).allMatch(kind -> collectors.of(kind).isPresent());
    }

    @Test
    void everyCollectorIsABeanAndInThisList() {
        List<Class<?>> types = classesBeside(Collector.class)
                .filter(Collector.class::isAssignableFrom)
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .toList();
        assertThat(types).hasSize(17).allMatch(type -> type.isAnnotationPresent(ApplicationScoped.class));
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

    /** The classes in the same folder as this one. */
    private static Stream<Class<?>> classesBeside(Class<?> type) {
        String folder = type.getPackageName().replace('.', '/');
        try (Stream<Path> files = Files.list(
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .resolve(folder))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .<Class<?>>map(name -> loaded(type.getPackageName() + "." + name.replace(".class", "")))
                    .toList()
                    .stream();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, CollectorsTest.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
