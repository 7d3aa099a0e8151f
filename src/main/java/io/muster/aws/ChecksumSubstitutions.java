package io.muster.aws;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import jakarta.annotation.Nullable;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

/**
 * Keeps the AWS Common Runtime out of the native executable: the SDK's checksums name its classes, which are not on the
 * class path, and a native image links every class that is named. No operation that Muster calls needs these checksums.
 *
 * <p>They take the place of the substitutions of Quarkus Amazon Services, which name members that this SDK no longer
 * has; see ADR 2.
 */
final class ChecksumSubstitutions {

    private ChecksumSubstitutions() {}

    private static RuntimeException unavailable() {
        return new UnsupportedOperationException("The AWS Common Runtime is not part of Muster");
    }

    @SuppressWarnings("DoNotCallSuggester") // the SDK's own code calls them, so they cannot carry that annotation
    @TargetClass(className = "software.amazon.awssdk.checksums.internal.ChecksumProvider")
    static final class ChecksumProvider {

        private ChecksumProvider() {}

        /** Null stands for "not available": the SDK then takes the JDK's implementation. */
        @Substitute
        static @Nullable SdkChecksum createCrtCrc32C() {
            return null;
        }

        @Substitute
        static SdkChecksum crc64NvmeCrtImplementation() {
            throw unavailable();
        }

        @Substitute
        static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
            throw unavailable();
        }
    }
}
