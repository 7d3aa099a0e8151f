{{- define "muster.fullname" -}}
{{- .Values.fullnameOverride | default .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{- define "muster.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "muster.fullname" .) -}}
{{- end }}

{{- define "muster.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default (printf "%s-native" .Chart.AppVersion) }}
{{- end -}}
{{- end }}

{{/* What pods are selected by; the component is the second argument. */}}
{{- define "muster.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: muster
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "muster.labels" -}}
{{- $root := index . 0 -}}
{{ include "muster.selector" . }}
app.kubernetes.io/part-of: muster
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
helm.sh/chart: {{ $root.Chart.Name }}-{{ $root.Chart.Version }}
{{- end }}

{{/* The settings of every pod of Muster. Those of .Values.settings win. */}}
{{- define "muster.settings" -}}
{{- $settings := dict
  "QUARKUS_SHUTDOWN_DELAY" (printf "%ds" (int .Values.shutdown.delaySeconds))
  "QUARKUS_SHUTDOWN_TIMEOUT" (printf "%ds" (int .Values.shutdown.timeoutSeconds))
  "MUSTER_DATABASE_HOST" .Values.database.host
  "MUSTER_DATABASE_PORT" (toString (int .Values.database.port))
  "MUSTER_DATABASE_NAME" .Values.database.name
  "MUSTER_DATABASE_SSL_MODE" .Values.database.sslMode -}}
{{- if .Values.database.caSecret }}{{ $_ := set $settings "MUSTER_DATABASE_SSL_ROOT_CERTIFICATE" "/etc/muster/database-ca/ca.crt" }}{{ end -}}
{{- if .Values.migration.enabled }}
{{- $_ := set $settings "QUARKUS_FLYWAY_MIGRATE_AT_START" "false" }}
{{- $_ := set $settings "QUARKUS_FLYWAY_VALIDATE_AT_START" "true" }}
{{- end -}}
{{- with .Values.aws.defaultRegion }}{{ $_ := set $settings "MUSTER_AWS_DEFAULT_REGION" . }}{{ end -}}
{{- with .Values.auth.oidc.issuer }}{{ $_ := set $settings "MUSTER_AUTH_OIDC_ISSUER" . }}{{ end -}}
{{- with .Values.auth.oidc.audience }}{{ $_ := set $settings "MUSTER_AUTH_OIDC_AUDIENCE" . }}{{ end -}}
{{- if .Values.auth.usersSecret }}{{ $_ := set $settings "MUSTER_AUTH_USERS_FILE" "/etc/muster/users" }}{{ end -}}
{{- if or .Values.auth.usersSecret .Values.auth.signIn.existingSecret }}
{{- $_ := set $settings "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING" "true" }}
{{- $_ := set $settings "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES" .Values.auth.signIn.trustedProxies }}
{{- end -}}
{{- with .Values.auth.signIn.clientId }}{{ $_ := set $settings "MUSTER_AUTH_OIDC_SIGN_IN_CLIENT_ID" . }}{{ end -}}
{{- with .Values.traces.endpoint }}{{ $_ := set $settings "MUSTER_TRACES_ENDPOINT" . }}{{ end -}}
{{- toYaml (mergeOverwrite $settings .Values.settings) -}}
{{- end }}

{{/* A variable from a Secret: name, Secret, key. */}}
{{- define "muster.secretVariable" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end }}

{{- define "muster.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1001
runAsGroup: 1001
fsGroup: 1001
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "muster.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "muster.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- with .Values.database.caSecret }}
- name: database-ca
  secret:
    secretName: {{ . }}
    items:
      - key: ca.crt
        path: ca.crt
{{- end }}
{{- end }}

{{- define "muster.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- if .Values.database.caSecret }}
- name: database-ca
  mountPath: /etc/muster/database-ca
  readOnly: true
{{- end }}
{{- end }}

{{- define "muster.scheduling" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
