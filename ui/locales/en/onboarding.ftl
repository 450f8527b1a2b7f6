# Onboarding.
