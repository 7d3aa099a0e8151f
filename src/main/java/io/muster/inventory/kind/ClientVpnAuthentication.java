package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A way in which clients of a Client VPN endpoint prove who they are. */
@Described("A way in which clients of a Client VPN endpoint prove who they are.")
@IdentifiedBy("type")
public record ClientVpnAuthentication(
        @Described("certificate-authentication, directory-service-authentication or federated-authentication.")
        @Nullable
        @Filterable("authenticationTypes")
        String type,

        @Described("The ARN of the certificate that signs those of the clients.") @Nullable
        String rootCertificateArn,

        @Described("The Active Directory's id.") @Nullable String directoryId,

        @Described("The ARN of the IAM SAML identity provider.") @Nullable
        String samlProviderArn) {}
